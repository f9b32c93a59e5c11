package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;

/// A part of an object that has its own endpoint, of the object's own type: `status`, `finalize`,
/// `ephemeralcontainers`.
///
/// @param <T> the hub type
public final class PartView<T extends KubeObject> implements Subresource.View<T, T> {
    /// The rules for a change through this part.
    public interface Rules<T> {
        /// Empty when it is valid.
        List<FieldError> check(Validation validation, T object, T old);
    }

    /// Rules that ask who makes the change.
    public interface CallerRules<T> {
        /// Empty when it is valid.
        List<FieldError> check(Validation validation, T object, T old, OperationContext context);
    }

    /// Sentences for whoever changes this part.
    public interface Sentences<T> {
        /// Empty when there is nothing to say.
        List<String> of(T object, T old);
    }

    private final String name;
    private final KubeType<T> type;
    private final BinaryOperator<T> write;
    private final CallerRules<T> rules;
    private final Sentences<T> sentences;
    private final BiPredicate<T, T> raises;

    /// @param name the path segment
    /// @param write the new object, from the current one and the one that was sent
    public PartView(String name, KubeType<T> type, BinaryOperator<T> write, Rules<T> rules) {
        this(name, type, write, whoever(rules));
    }

    private PartView(String name, KubeType<T> type, BinaryOperator<T> write, CallerRules<T> rules) {
        this(name, type, write, rules, (object, old) -> List.of(), (object, old) -> false);
    }

    private static <T> CallerRules<T> whoever(Rules<T> rules) {
        return (validation, object, old, context) -> rules.check(validation, object, old);
    }

    private PartView(
            String name,
            KubeType<T> type,
            BinaryOperator<T> write,
            CallerRules<T> rules,
            Sentences<T> sentences,
            BiPredicate<T, T> raises) {
        this.raises = raises;
        this.name = name;
        this.type = type;
        this.write = write;
        this.rules = rules;
        this.sentences = sentences;
    }

    /// The status.
    ///
    /// @param write the current object with the status (and labels, annotations, finalizers …) of the one
    ///     that was sent
    public static <T extends KubeObject> PartView<T> status(KubeType<T> type, BinaryOperator<T> write) {
        return new PartView<>("status", type, write, (validation, object, old) -> Validation.updateStatus(object, old));
    }

    /// The part with sentences for whoever changes it.
    public PartView<T> withWarnings(Sentences<T> value) {
        return new PartView<>(name, type, write, rules, value, raises);
    }

    /// The part whose writers raise the generation.
    ///
    /// @param value whether they do, by the object as it will be and as it was
    public PartView<T> raisingGeneration(BiPredicate<T, T> value) {
        return new PartView<>(name, type, write, rules, sentences, value);
    }

    @Override
    public List<String> warnings(T object, T old) {
        return sentences.of(object, old);
    }

    /// The status and nothing else: labels, annotations, owners and finalizers stay, as newer kinds have it.
    ///
    /// @param write the first object with the status of the second, which was sent
    /// @param rules for the changed object
    public static <T extends KubeObject> PartView<T> statusAlone(
            KubeType<T> type, BinaryOperator<T> write, Rules<T> rules) {
        return statusAlone(type, write, whoever(rules));
    }

    /// The same with rules that ask who makes the change.
    public static <T extends KubeObject> PartView<T> statusAlone(
            KubeType<T> type, BinaryOperator<T> write, CallerRules<T> rules) {
        BinaryOperator<T> reset = (current, sent) -> write.apply(
                Metadata.with(
                        current,
                        meta -> sent.metadata()
                                .withDeletionTimestamp(meta.deletionTimestamp())
                                .withGeneration(meta.generation())
                                .withSelfLink(meta.selfLink())
                                .withLabels(meta.labels())
                                .withAnnotations(meta.annotations())
                                .withFinalizers(meta.finalizers())
                                .withOwnerReferences(meta.ownerReferences())),
                sent);
        return new PartView<>("status", type, reset, rules);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KubeType<T> type() {
        return type;
    }

    @Override
    public T read(T object) {
        return object;
    }

    @Override
    public T write(T current, T view, OperationContext context) {
        var written = write.apply(current, view);
        var before = current.metadata().generation();
        var generation = raises.test(written, current) ? before + 1 : before;
        return Metadata.with(written, meta -> meta.withGeneration(generation));
    }

    @Override
    public List<FieldError> validateUpdate(T object, T old, Validation validation, OperationContext context) {
        return rules.check(validation, object, old, context);
    }
}
