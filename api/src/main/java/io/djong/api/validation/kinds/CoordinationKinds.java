package io.djong.api.validation.kinds;

import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.coordination.v1beta1.LeaseCandidate;
import io.djong.api.validation.coordination.LeaseCandidateRules;
import io.djong.api.validation.coordination.LeaseRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `coordination.k8s.io`.
final class CoordinationKinds {
    private CoordinationKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(Lease.class, LeaseRules::create).update(LeaseRules::update),
                KindRules.of(LeaseCandidate.class, LeaseCandidateRules::create).update(LeaseCandidateRules::update));
    }
}
