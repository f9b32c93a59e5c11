package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.util.List;

/// Something served below an object's name.
///
/// @param <T> the hub type of the parent
public sealed interface Subresource<T extends KubeObject> {
    /// The path segment: `status`, `scale`, `binding`.
    String name();

    /// A view on the object that can be read, replaced and patched (`status`, `scale`,
    /// `ephemeralcontainers`).
    ///
    /// @param <S> the type of the view; the parent's own for `status`
    non-sealed interface View<T extends KubeObject, S extends KubeObject> extends Subresource<T> {
        /// The type that is read and written.
        KubeType<S> type();

        /// The view of this object.
        S read(T object);

        /// The object with what a writer of this view may change taken from `view`, the generation raised
        /// where it must be.
        T write(T current, S view, OperationContext context) throws ApiException;

        /// Rules for the view itself, before it is written back; empty when it is valid.
        default List<FieldError> validate(S view) {
            return List.of();
        }

        /// Rules for the changed object; empty when it is valid.
        ///
        /// @param validation the rules as this server is configured
        List<FieldError> validateUpdate(T object, T old, Validation validation, OperationContext context);

        /// Sentences for whoever changes it.
        default List<String> warnings(T object, T old) {
            return List.of();
        }
    }

    /// Something that is asked for with a body, by POST (`binding`, `eviction`, `token`).
    ///
    /// @param <B> the type of the body
    non-sealed interface Action<T extends KubeObject, B extends KubeObject> extends Subresource<T> {
        /// The type of the body.
        KubeType<B> type();

        /// Performs it.
        ///
        /// @return the answer, sent with 201, or with its own code when it is a `Status` that has one
        Object perform(ObjectKey key, B body, OperationContext context) throws ApiException, InterruptedException;
    }

    /// A stream or a proxied request (`log`, `exec`, `proxy`); served by the HTTP side alone.
    ///
    /// @param name the path segment
    /// @param kind the kind of its options in discovery
    /// @param verbs in discovery
    record Connect<T extends KubeObject>(String name, String group, String version, String kind, List<String> verbs)
            implements Subresource<T> {}
}
