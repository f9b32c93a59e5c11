package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.request.OperationContext;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// What most kinds with a wanted and an observed state have in common: a new object starts at generation 1, and
/// without a status; an update keeps the status, and raises the generation when the wanted state changes.
///
/// @param <T> the hub type
public class GenerationStrategy<T extends KubeObject> implements Strategy<T> {
    private final Function<T, Object> wanted;
    private final T empty;
    private final BinaryOperator<T> statusOf;

    /// @param wanted the part whose changes count
    /// @param empty the kind with every field at its zero
    /// @param statusOf the first object with the status of the second
    public GenerationStrategy(Function<T, Object> wanted, T empty, BinaryOperator<T> statusOf) {
        this.wanted = wanted;
        this.empty = empty;
        this.statusOf = statusOf;
    }

    @Override
    public T prepareForCreate(T object, OperationContext context) {
        return Metadata.with(statusOf.apply(object, empty), meta -> meta.withGeneration(1));
    }

    @Override
    public T prepareForUpdate(T object, T old, OperationContext context) {
        boolean same = wanted.apply(object).equals(wanted.apply(old));
        return Metadata.with(
                statusOf.apply(object, old),
                meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
    }
}
