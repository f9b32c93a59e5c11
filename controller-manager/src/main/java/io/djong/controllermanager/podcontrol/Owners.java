package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.OwnerReference;
import org.jspecify.annotations.Nullable;

/// Who manages an object: the one owner reference that says `controller: true`.
public final class Owners {
    /// The longest name of an object.
    private static final int NAME_MAX = 253;

    private Owners() {}

    /// The reference to the managing controller, or null for an orphan.
    public static @Nullable OwnerReference controllerOf(KubeObject object) {
        for (OwnerReference owner : object.metadata().ownerReferences()) {
            if (isController(owner)) return owner;
        }
        return null;
    }

    /// Whether this very object (its uid) manages the other.
    public static boolean isControlledBy(KubeObject object, KubeObject owner) {
        OwnerReference controller = controllerOf(object);
        return controller != null && controller.uid().equals(owner.metadata().uid());
    }

    /// A reference that makes this object the managing controller; deletion of the object waits for what refers to
    /// it so.
    public static OwnerReference controllerReference(KubeObject owner) {
        return OwnerReference.EMPTY
                .withApiVersion(owner.apiVersion())
                .withKind(owner.kind())
                .withName(owner.metadata().name())
                .withUid(owner.metadata().uid())
                .withController(true)
                .withBlockOwnerDeletion(true);
    }

    /// The prefix from which the server makes names of things that belong to an object of this name.
    public static String generateName(String ownerName) {
        return ownerName.length() < NAME_MAX ? ownerName + "-" : ownerName;
    }

    private static boolean isController(OwnerReference owner) {
        Boolean controller = owner.controller();
        return controller != null && controller;
    }
}
