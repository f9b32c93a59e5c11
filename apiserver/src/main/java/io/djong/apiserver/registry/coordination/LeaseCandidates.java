package io.djong.apiserver.registry.coordination;

import io.djong.api.codec.SameShape;
import io.djong.api.types.coordination.v1alpha2.CoordinationV1Alpha2;
import io.djong.api.types.coordination.v1beta1.CoordinationV1Beta1;
import io.djong.api.types.coordination.v1beta1.LeaseCandidate;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Those who want a lease that is given by version. Off by default.
public final class LeaseCandidates {
    private LeaseCandidates() {}

    /// The declaration.
    public static ResourceDeclaration<LeaseCandidate> declaration() {
        return ResourceDeclaration.of(
                        CoordinationV1Beta1.LEASE_CANDIDATES,
                        "/registry/leasecandidates",
                        new CandidateStrategy(),
                        columns())
                .withAlternate(new AlternateVersion<>(
                        CoordinationV1Alpha2.LEASE_CANDIDATES, LeaseCandidates::toAlpha, LeaseCandidates::fromAlpha));
    }

    private static io.djong.api.types.coordination.v1alpha2.LeaseCandidate toAlpha(LeaseCandidate candidate) {
        return SameShape.convert(
                candidate, LeaseCandidate.TYPE, io.djong.api.types.coordination.v1alpha2.LeaseCandidate.TYPE);
    }

    private static LeaseCandidate fromAlpha(io.djong.api.types.coordination.v1alpha2.LeaseCandidate candidate) {
        return SameShape.convert(
                candidate, io.djong.api.types.coordination.v1alpha2.LeaseCandidate.TYPE, LeaseCandidate.TYPE);
    }

    private static ColumnTable<LeaseCandidate> columns() {
        return ColumnTable.<LeaseCandidate>named()
                .text(
                        "LeaseName",
                        "The lease that is wanted.",
                        candidate -> candidate.spec().leaseName())
                .text(
                        "BinaryVersion",
                        "What the candidate is built as.",
                        candidate -> candidate.spec().binaryVersion())
                .text(
                        "EmulationVersion",
                        "What it behaves as.",
                        candidate -> candidate.spec().emulationVersion())
                .age();
    }

    private static final class CandidateStrategy implements Strategy<LeaseCandidate> {
        @Override
        public boolean allowsCreateOnUpdate() {
            return true;
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
