package io.djong.api.meta;

/// Which object of a resource; namespace "" when the resource is cluster-scoped. Sorted by namespace, then name.
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
    /// The key of an object in hand.
    public static ObjectKey of(KubeObject object) {
        return new ObjectKey(object.metadata().namespace(), object.metadata().name());
    }

    @Override
    public int compareTo(ObjectKey other) {
        int order = namespace.compareTo(other.namespace);
        return order != 0 ? order : name.compareTo(other.name);
    }

    /// `namespace/name`, or `name` alone.
    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
