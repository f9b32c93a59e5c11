package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;

/// Something reserved for an object that is about to be written; ended exactly once, by [#commit] or
/// [#rollback].
///
/// @param <T> the object's type
public interface Reservation<T extends KubeObject> {
    /// The object with what was reserved filled in.
    T object();

    /// The object was written.
    void commit();

    /// It was not.
    void rollback();

    /// Nothing reserved.
    static <T extends KubeObject> Reservation<T> none(T object) {
        return new Reservation<>() {
            @Override
            public T object() {
                return object;
            }

            @Override
            public void commit() {}

            @Override
            public void rollback() {}
        };
    }
}
