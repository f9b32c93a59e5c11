package io.djong.controllermanager.garbagecollector;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Writes owner references and finalizers of any kind of object. By strategic merge where the server can; custom
/// resources know no such patch, and get the whole list, with the version that it was read at.
final class References {
    private static final int CONFLICTS_MAX = 5;

    private References() {}

    /// Takes these owners out of the object's references.
    static void drop(ResourceClient<PartialObjectMetadata> client, Identity object, Collection<String> ownerUids)
            throws ApiException, InterruptedException {
        List<JsonValue> removals = new ArrayList<>();
        for (String uid : ownerUids) {
            removals.add(
                    JsonObject.EMPTY.with("$patch", new JsonString("delete")).with("uid", new JsonString(uid)));
        }
        JsonObject metadata = JsonObject.EMPTY
                .with("ownerReferences", new JsonArray(removals))
                .with("uid", new JsonString(object.uid()));
        try {
            client.patch(object.key(), PatchType.STRATEGIC, patch(metadata));
        } catch (ApiException e) {
            if (!e.reason().equals("UnsupportedMediaType") && e.code() != 415) throw e;
            PartialObjectMetadata latest = client.get(object.key());
            if (!latest.metadata().uid().equals(object.uid())) return;
            List<OwnerReference> left = latest.metadata().ownerReferences().stream()
                    .filter(owner -> !ownerUids.contains(owner.uid()))
                    .toList();
            replace(client, latest, left);
        }
    }

    /// Lets the object block none of its owners any more.
    ///
    /// @return the object after that
    static PartialObjectMetadata unblock(ResourceClient<PartialObjectMetadata> client, PartialObjectMetadata latest)
            throws ApiException, InterruptedException {
        List<OwnerReference> unblocking = latest.metadata().ownerReferences().stream()
                .map(owner ->
                        Boolean.TRUE.equals(owner.blockOwnerDeletion()) ? owner.withBlockOwnerDeletion(false) : owner)
                .toList();
        boolean isDone = unblocking.equals(latest.metadata().ownerReferences());
        return isDone ? latest : replace(client, latest, unblocking);
    }

    private static PartialObjectMetadata replace(
            ResourceClient<PartialObjectMetadata> client, PartialObjectMetadata latest, List<OwnerReference> owners)
            throws ApiException, InterruptedException {
        List<JsonValue> references = new ArrayList<>();
        for (OwnerReference owner : owners) references.add(json(owner));
        JsonObject metadata = JsonObject.EMPTY
                .with("resourceVersion", new JsonString(latest.metadata().resourceVersion()))
                .with("ownerReferences", new JsonArray(references))
                .with("uid", new JsonString(latest.metadata().uid()));
        return client.patch(ObjectKey.of(latest), PatchType.MERGE, patch(metadata));
    }

    private static JsonObject json(OwnerReference owner) {
        JsonObject result = JsonObject.EMPTY
                .with("apiVersion", new JsonString(owner.apiVersion()))
                .with("kind", new JsonString(owner.kind()))
                .with("name", new JsonString(owner.name()))
                .with("uid", new JsonString(owner.uid()));
        Boolean controller = owner.controller();
        if (controller != null) result = result.with("controller", JsonBool.of(controller));
        Boolean blocks = owner.blockOwnerDeletion();
        return blocks == null ? result : result.with("blockOwnerDeletion", JsonBool.of(blocks));
    }

    /// Takes a finalizer out; nothing to do when the object is gone.
    static void removeFinalizer(ResourceClient<PartialObjectMetadata> client, Identity object, String finalizer)
            throws ApiException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                PartialObjectMetadata latest = client.get(object.key());
                boolean isOther = !latest.metadata().uid().equals(object.uid());
                if (isOther || !latest.metadata().finalizers().contains(finalizer)) return;
                List<JsonValue> left = new ArrayList<>();
                for (String name : latest.metadata().finalizers()) {
                    if (!name.equals(finalizer)) left.add(new JsonString(name));
                }
                JsonObject metadata = JsonObject.EMPTY
                        .with(
                                "resourceVersion",
                                new JsonString(latest.metadata().resourceVersion()))
                        .with("finalizers", new JsonArray(left));
                client.patch(object.key(), PatchType.MERGE, patch(metadata));
                return;
            } catch (ApiException e) {
                if (e.isNotFound()) return;
                if (!e.isConflict() || attempt == CONFLICTS_MAX) throw e;
            }
        }
    }

    private static byte[] patch(JsonObject metadata) {
        return JsonObject.EMPTY.with("metadata", metadata).toBytes();
    }
}
