package io.djong.apiserver.registry.apps;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.types.autoscaling.v1.ScaleSpec;
import io.djong.api.types.autoscaling.v1.ScaleStatus;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Strategy;
import io.djong.apiserver.resource.Subresource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The `scale` of something that has replicas.
///
/// @param <T> the hub type of what is scaled
public final class ScaleView<T extends KubeObject> implements Subresource.View<T, Scale> {
    private final Strategy<T> strategy;
    private final ToIntFunction<T> wanted;
    private final ToIntFunction<T> actual;
    private final Function<T, @Nullable LabelSelector> selector;
    private final BiFunction<T, Integer, T> withReplicas;

    /// @param strategy of what is scaled
    /// @param wanted replicas of its spec
    /// @param actual replicas of its status
    /// @param selector of its pods
    /// @param withReplicas the object with another wish
    public ScaleView(
            Strategy<T> strategy,
            ToIntFunction<T> wanted,
            ToIntFunction<T> actual,
            Function<T, @Nullable LabelSelector> selector,
            BiFunction<T, Integer, T> withReplicas) {
        this.strategy = strategy;
        this.wanted = wanted;
        this.actual = actual;
        this.selector = selector;
        this.withReplicas = withReplicas;
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public KubeType<Scale> type() {
        return Scale.TYPE;
    }

    @Override
    public Scale read(T object) {
        var meta = object.metadata();
        var labels = selector.apply(object);
        return new Scale(
                ObjectMeta.EMPTY
                        .withName(meta.name())
                        .withNamespace(meta.namespace())
                        .withUid(meta.uid())
                        .withResourceVersion(meta.resourceVersion())
                        .withCreationTimestamp(meta.creationTimestamp()),
                new ScaleSpec(wanted.applyAsInt(object)),
                new ScaleStatus(actual.applyAsInt(object), labels == null ? "" : LabelSelectors.format(labels)));
    }

    @Override
    public T write(T current, Scale view, OperationContext context) {
        return strategy.prepareForUpdate(withReplicas.apply(current, view.spec().replicas()), current, context);
    }

    @Override
    public List<FieldError> validate(Scale view) {
        return Validation.create(view);
    }

    @Override
    public List<FieldError> validateUpdate(T object, T old, Validation validation, OperationContext context) {
        return strategy.validateUpdate(object, old, validation, context);
    }

    @Override
    public List<String> warnings(T object, T old) {
        return strategy.warningsOnUpdate(object, old);
    }
}
