package io.djong.controllermanager.garbagecollector;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;

/// Which object, by all that an owner reference says of it, and its namespace ("" for none).
record Identity(String apiVersion, String kind, String name, String uid, String namespace) {
    static Identity of(String apiVersion, String kind, ObjectMeta metadata) {
        return new Identity(apiVersion, kind, metadata.name(), metadata.uid(), metadata.namespace());
    }

    /// The owner that an object of this namespace means.
    static Identity of(OwnerReference owner, String namespace) {
        return new Identity(owner.apiVersion(), owner.kind(), owner.name(), owner.uid(), namespace);
    }

    /// Whether the reference, in an object of this namespace, means exactly this object.
    boolean isMeantBy(OwnerReference owner, String namespaceOfDependent) {
        boolean sameNamespace = namespace.isEmpty() || namespace.equals(namespaceOfDependent);
        return sameNamespace
                && owner.apiVersion().equals(apiVersion)
                && owner.kind().equals(kind)
                && owner.name().equals(name)
                && owner.uid().equals(uid);
    }

    ObjectKey key() {
        return new ObjectKey(namespace, name);
    }

    @Override
    public String toString() {
        return "[" + apiVersion + "/" + kind + ", namespace: " + namespace + ", name: " + name + ", uid: " + uid + "]";
    }
}
