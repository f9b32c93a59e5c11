package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is particular to a resource in the generic machine, as upstream's `rest` strategies. Methods are
/// pure but for [#begin].
///
/// @param <T> the hub type
public interface Strategy<T extends KubeObject> {
    /// Clears what a creator may not set (the status) and sets what the server sets (the first generation). The
    /// object
    /// has its name and uid.
    default T prepareForCreate(T object, OperationContext context) {
        return object;
    }

    /// Keeps what an update of the main resource may not change (the status) and raises the generation
    /// when the wanted state changes.
    default T prepareForUpdate(T object, T old, OperationContext context) {
        return object;
    }

    /// All rules for a new object; empty when it is valid.
    ///
    /// @param validation the rules as this server is configured
    /// @param context names the API group that was asked, whose rules may differ
    default List<FieldError> validateCreate(T object, Validation validation, OperationContext context) {
        return validation.checkCreate(object);
    }

    /// All rules for a changed object; empty when it is valid.
    ///
    /// @param validation the rules as this server is configured
    /// @param context names the API group that was asked, whose rules may differ
    default List<FieldError> validateUpdate(T object, T old, Validation validation, OperationContext context) {
        return validation.checkUpdate(object, old);
    }

    /// Sentences for whoever creates this object.
    default List<String> warningsOnCreate(T object) {
        return List.of();
    }

    /// Sentences for whoever changes it.
    default List<String> warningsOnUpdate(T object, T old) {
        return List.of();
    }

    /// Sentences for whoever deletes one, also one that does not exist.
    default List<String> warningsOnDelete(DeleteOptions options) {
        return List.of();
    }

    /// Whether a new object without a name gets its uid for one.
    default boolean namesItself() {
        return false;
    }

    /// Whether an update of a missing object creates it.
    default boolean allowsCreateOnUpdate() {
        return false;
    }

    /// Whether an update without resource version replaces whatever is there.
    default boolean allowsUnconditionalUpdate() {
        return true;
    }

    /// How long the object stays after a deletion was asked for; empty when it goes at once.
    default OptionalLong gracePeriodSeconds(T object, DeleteOptions options) {
        return OptionalLong.empty();
    }

    /// The object as it is marked when a graceful deletion begins, beyond the metadata (a namespace's
    /// phase).
    default T markDeleting(T object) {
        return object;
    }

    /// What becomes of dependents when a deletion says nothing about them.
    default Dependents dependents() {
        return Dependents.DELETED;
    }

    /// Whether a deletion that is done at once answers with the object instead of a `Status`.
    default boolean returnsDeletedObject() {
        return false;
    }

    /// Whether the object must stay although nothing in its metadata holds it (a namespace with
    /// `spec.finalizers`).
    default boolean held(T object) {
        return false;
    }

    /// The object as its managed fields see it: with what is always there although it need not be sent (a daemon
    /// set's count of templates).
    default T tracked(T object) {
        return object;
    }

    /// The object in its normal form, after its name is known and before it is validated.
    default T canonicalize(T object) {
        return object;
    }

    /// Reserves what the object needs outside itself (a cluster IP), before it is prepared, validated and written.
    ///
    /// @param old null on creation
    default Reservation<T> begin(T object, @Nullable T old, OperationContext context)
            throws ApiException, InterruptedException {
        return Reservation.none(object);
    }

    /// Gives back what the object had reserved; called after its deletion.
    default void afterDelete(T object) throws InterruptedException {}

    /// What the garbage collector does about the dependents of a kind of object.
    enum Dependents {
        /// It deletes them after their owner, unless a deletion wishes otherwise.
        DELETED,
        /// It orphans them, unless a deletion wishes otherwise: replication controllers and jobs of old.
        ORPHANED,
        /// There are none, whatever a deletion wishes: events.
        NONE,
        /// As `DELETED`, but not to orphan them means to delete them first: namespaces.
        DELETED_FIRST
    }
}
