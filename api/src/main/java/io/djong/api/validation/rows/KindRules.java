package io.djong.api.validation.rows;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.validation.FieldErrors;

/// The rules of one kind: for a new object, for a changed one, and for one whose status was changed. A
/// group's rows stand in the file of the group.
///
/// @param type of the objects
/// @param creation of a new object
/// @param update of a changed object, beyond what all kinds share
/// @param statusUpdate of an object whose status was changed, beyond what all kinds share
public record KindRules<T extends ApiObject>(
        Class<T> type, FullCreation<T> creation, FullChange<T> update, FullChange<T> statusUpdate) {

    private static final FullChange<?> NOTHING = (errors, object, old, surroundings) -> {};

    /// Rules for a new object.
    @FunctionalInterface
    public interface Creation<T> {
        void check(FieldErrors errors, T object);
    }

    /// Rules for a changed object.
    @FunctionalInterface
    public interface Change<T> {
        void check(FieldErrors errors, T object, T old);
    }

    /// Rules for a new object that may hold pods, which ask whether privileged containers are allowed.
    @FunctionalInterface
    public interface PodCreation<T> {
        void check(FieldErrors errors, T object, boolean privileged);
    }

    /// Rules for a changed object that may hold pods.
    @FunctionalInterface
    public interface PodChange<T> {
        void check(FieldErrors errors, T object, T old, boolean privileged);
    }

    /// Rules for a new object that ask how the cluster is configured.
    @FunctionalInterface
    public interface FullCreation<T> {
        void check(FieldErrors errors, T object, Surroundings surroundings);
    }

    /// Rules for a changed object that ask how the cluster is configured.
    @FunctionalInterface
    public interface FullChange<T> {
        void check(FieldErrors errors, T object, T old, Surroundings surroundings);
    }

    /// A kind that nobody changes, until rules for that are added.
    public static <T extends ApiObject> KindRules<T> of(Class<T> type, Creation<T> creation) {
        return ofPods(type, (errors, object, privileged) -> creation.check(errors, object));
    }

    /// The same for a kind that holds pods.
    public static <T extends ApiObject> KindRules<T> ofPods(Class<T> type, PodCreation<T> creation) {
        return ofFull(
                type, (errors, object, surroundings) -> creation.check(errors, object, surroundings.privileged()));
    }

    /// The same for a kind whose rules ask for more.
    public static <T extends ApiObject> KindRules<T> ofFull(Class<T> type, FullCreation<T> creation) {
        return new KindRules<>(type, creation, nothing(), nothing());
    }

    /// With rules for changed objects.
    public KindRules<T> update(Change<T> rules) {
        return updatePods((errors, object, old, privileged) -> rules.check(errors, object, old));
    }

    /// With rules for changed objects that hold pods.
    public KindRules<T> updatePods(PodChange<T> rules) {
        return updateFull(
                (errors, object, old, surroundings) -> rules.check(errors, object, old, surroundings.privileged()));
    }

    /// With rules for changed objects that ask for more.
    public KindRules<T> updateFull(FullChange<T> rules) {
        return new KindRules<>(type, creation, rules, statusUpdate);
    }

    /// With rules for a changed status.
    public KindRules<T> status(Change<T> rules) {
        return new KindRules<>(
                type, creation, update, (errors, object, old, surroundings) -> rules.check(errors, object, old));
    }

    /// What it has beyond the rules that all kinds share.
    public RuleCoverage coverage() {
        return new RuleCoverage(true, !update.equals(NOTHING), !statusUpdate.equals(NOTHING));
    }

    @SuppressWarnings("unchecked") // it looks at nothing
    private static <T> FullChange<T> nothing() {
        return (FullChange<T>) NOTHING;
    }

    /// Asks a new object.
    public void checkCreate(FieldErrors errors, ApiObject object, Surroundings surroundings) {
        creation.check(errors, type.cast(object), surroundings);
    }

    /// Asks a changed object.
    public void checkUpdate(FieldErrors errors, KubeObject object, KubeObject old, Surroundings surroundings) {
        update.check(errors, type.cast(object), type.cast(old), surroundings);
    }

    /// Asks an object whose status was changed.
    public void checkStatusUpdate(FieldErrors errors, KubeObject object, KubeObject old, Surroundings surroundings) {
        statusUpdate.check(errors, type.cast(object), type.cast(old), surroundings);
    }
}
