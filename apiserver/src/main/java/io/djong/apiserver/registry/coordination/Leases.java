package io.djong.apiserver.registry.coordination;

import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Who holds something, and until when.
public final class Leases {
    private Leases() {}

    /// The declaration.
    public static ResourceDeclaration<Lease> declaration() {
        return ResourceDeclaration.of(CoordinationV1.LEASES, "/registry/leases", new LeaseStrategy(), columns());
    }

    /// Leases for elected leaders by strategy are behind a gate that is off by default.
    private static final class LeaseStrategy implements Strategy<Lease> {
        @Override
        public Lease prepareForCreate(Lease lease, OperationContext context) {
            return lease.withSpec(lease.spec().withStrategy(null).withPreferredHolder(null));
        }

        @Override
        public Lease prepareForUpdate(Lease lease, Lease old, OperationContext context) {
            var spec = lease.spec();
            if (old.spec().strategy() == null) {
                spec = spec.withStrategy(null);
            }
            if (old.spec().preferredHolder() == null) {
                spec = spec.withPreferredHolder(null);
            }
            return lease.withSpec(spec);
        }

        @Override
        public boolean allowsCreateOnUpdate() {
            return true;
        }

        /// A holder must know what it renews.
        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }

    private static ColumnTable<Lease> columns() {
        return ColumnTable.<Lease>named()
                .text(
                        "Holder",
                        "Who holds it.",
                        lease -> lease.spec().holderIdentity() == null
                                ? ""
                                : lease.spec().holderIdentity())
                .age();
    }
}
