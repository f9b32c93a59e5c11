package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Bounds and defaults of what pods in a namespace may ask for.
public final class LimitRanges {
    private LimitRanges() {}

    /// The declaration.
    public static ResourceDeclaration<LimitRange> declaration() {
        return ResourceDeclaration.of(
                CoreV1.LIMIT_RANGES,
                "/registry/limitranges",
                new Strategy<>() {
                    @Override
                    public boolean namesItself() {
                        return true;
                    }

                    @Override
                    public boolean allowsCreateOnUpdate() {
                        return true;
                    }
                },
                columns());
    }

    private static ColumnTable<LimitRange> columns() {
        return ColumnTable.<LimitRange>named().createdAt();
    }
}
