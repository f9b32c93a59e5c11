package io.djong.apiserver.registry.storage;

import io.djong.api.types.storage.v1.CSINode;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Which drivers of volumes are on which node.
public final class CSINodes {
    private CSINodes() {}

    /// The declaration.
    public static ResourceDeclaration<CSINode> declaration() {
        return ResourceDeclaration.of(
                StorageV1.CSI_NODES,
                "/registry/csinodes",
                new Strategy<>() {
                    @Override
                    public boolean allowsUnconditionalUpdate() {
                        return false;
                    }

                    @Override
                    public boolean returnsDeletedObject() {
                        return true;
                    }
                },
                ColumnTable.<CSINode>named()
                        .integer("Drivers", "How many drivers it has.", node ->
                                (long) node.spec().drivers().size())
                        .age());
    }
}
