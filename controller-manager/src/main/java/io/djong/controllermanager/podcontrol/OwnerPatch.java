package io.djong.controllermanager.podcontrol;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;

/// Adopts and releases objects by strategic merge patches that name the object's uid, so that they never reach
/// another object of the same name.
public final class OwnerPatch {
    private OwnerPatch() {}

    /// Makes `owner` the controller of the object.
    ///
    /// @return false when the object is gone
    public static <T extends KubeObject> boolean adopt(ResourceClient<T> client, T object, KubeObject owner)
            throws ApiException, InterruptedException {
        JsonObject reference = JsonObject.EMPTY
                .with("apiVersion", new JsonString(owner.apiVersion()))
                .with("kind", new JsonString(owner.kind()))
                .with("name", new JsonString(owner.metadata().name()))
                .with("uid", new JsonString(owner.metadata().uid()))
                .with("controller", JsonBool.TRUE)
                .with("blockOwnerDeletion", JsonBool.TRUE);
        try {
            send(client, object, reference);
            return true;
        } catch (ApiException e) {
            if (e.isNotFound()) return false;
            throw e;
        }
    }

    /// Removes `owner` from the object's owners. An object that is gone, or another by now, is released already.
    public static <T extends KubeObject> void release(ResourceClient<T> client, T object, KubeObject owner)
            throws ApiException, InterruptedException {
        JsonObject reference = JsonObject.EMPTY
                .with("$patch", new JsonString("delete"))
                .with("uid", new JsonString(owner.metadata().uid()));
        try {
            send(client, object, reference);
        } catch (ApiException e) {
            if (!e.isNotFound() && !e.isInvalid()) throw e;
        }
    }

    private static <T extends KubeObject> void send(ResourceClient<T> client, T object, JsonObject reference)
            throws ApiException, InterruptedException {
        JsonObject metadata = JsonObject.EMPTY
                .with("ownerReferences", JsonArray.of(reference))
                .with("uid", new JsonString(object.metadata().uid()));
        byte[] patch = JsonObject.EMPTY.with("metadata", metadata).toBytes();
        client.patch(ObjectKey.of(object), PatchType.STRATEGIC, patch);
    }
}
