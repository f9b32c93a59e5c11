package io.djong.apiserver.registry.coordination;

import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Who holds something, and until when.
public final class Leases {
    private Leases() {}

    /// The declaration.
    public static ResourceDeclaration<Lease> declaration() {
        return ResourceDeclaration.of(
                CoordinationV1.LEASES,
                "/registry/leases",
                new Strategy<>() {
                    @Override
                    public boolean allowsCreateOnUpdate() {
                        return true;
                    }
                },
                columns());
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
