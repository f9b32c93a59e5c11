package io.djong.client.informer;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads an informer's present snapshot. Each call sees one consistent state; two calls may see different ones.
///
/// Lists are sorted by namespace and name, new for every call, and may be changed by the caller. Never blocks;
/// safe for any number of threads.
public final class Lister<T extends KubeObject> {
    private final Supplier<Snapshot<T>> current;

    Lister(Supplier<Snapshot<T>> current) {
        this.current = current;
    }

    /// A lister of just these objects, for tests and for views made by hand.
    @SafeVarargs
    public static <T extends KubeObject> Lister<T> of(Collection<T> objects, Index<T>... indexes) {
        Snapshot<T> snapshot = Snapshot.empty();
        for (Index<T> index : indexes) snapshot = snapshot.withIndex(index);
        for (T object : objects) snapshot = snapshot.with(object);
        Snapshot<T> fixed = snapshot;
        return new Lister<>(() -> fixed);
    }

    /// The object, or null when the informer knows none of this key.
    public @Nullable T get(ObjectKey key) {
        return current.get().objects().get(key);
    }

    /// The object by namespace ("" when cluster-scoped) and name, or null.
    public @Nullable T get(String namespace, String name) {
        return get(new ObjectKey(namespace, name));
    }

    /// Every object.
    public List<T> all() {
        return current.get().all();
    }

    /// Every object of one namespace.
    public List<T> in(String namespace) {
        return current.get().in(namespace);
    }

    /// The objects that an index has under this value.
    ///
    /// @throws IllegalArgumentException when the informer has no index of that name
    public List<T> byIndex(String index, String value) {
        return current.get().byIndex(index, value);
    }

    /// How many objects there are.
    public int size() {
        return current.get().objects().size();
    }

    /// The resource version up to which the informer has seen everything; "" before the first list.
    public String resourceVersion() {
        return current.get().resourceVersion();
    }
}
