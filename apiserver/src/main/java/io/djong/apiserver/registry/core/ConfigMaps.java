package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Configuration data of pods.
public final class ConfigMaps {
    private ConfigMaps() {}

    /// The declaration.
    public static ResourceDeclaration<ConfigMap> declaration() {
        return ResourceDeclaration.of(CoreV1.CONFIG_MAPS, "/registry/configmaps", new Strategy<>() {}, columns());
    }

    private static ColumnTable<ConfigMap> columns() {
        return ColumnTable.<ConfigMap>named()
                .column("Data", "string", "", 0, "How many keys there are.", (map, now) ->
                        (long) (map.data().size() + map.binaryData().size()))
                .age();
    }
}
