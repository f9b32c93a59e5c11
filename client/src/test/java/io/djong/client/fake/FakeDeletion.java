package io.djong.client.fake;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.List;

/// What a deletion does: removes, or marks when finalizers hold the object or the policy adds one.
final class FakeDeletion {
    private FakeDeletion() {}

    static <T extends KubeObject> void delete(
            FakeResourceClient<T> resource, ObjectKey key, T stored, DeleteOptions options) throws ApiException {
        List<String> finalizers = new ArrayList<>(stored.metadata().finalizers());
        String policy = options.propagationPolicy();
        if ("Foreground".equals(policy) && !finalizers.contains("foregroundDeletion")) {
            finalizers.add("foregroundDeletion");
        }
        if ("Orphan".equals(policy) && !finalizers.contains("orphan")) finalizers.add("orphan");
        ObjectMeta metadata = stored.metadata().withFinalizers(finalizers);
        if (!isHeld(resource.with(stored, metadata))) {
            resource.remove(key, stored);
            return;
        }
        if (metadata.deletionTimestamp() == null) {
            metadata = metadata.withDeletionTimestamp(
                    Times.toSeconds(resource.server.environment.clock().instant()));
        }
        T marked = resource.with(stored, metadata);
        if (marked instanceof Namespace) {
            JsonObject tree = resource.tree(marked);
            marked = resource.read(
                    tree.with("status", tree.object("status").with("phase", new JsonString("Terminating"))));
        }
        if (!marked.equals(stored)) resource.store(key, marked);
    }

    static boolean isHeld(KubeObject object) {
        if (!object.metadata().finalizers().isEmpty()) return true;
        return object instanceof Namespace namespace
                && !namespace.spec().finalizers().isEmpty();
    }
}
