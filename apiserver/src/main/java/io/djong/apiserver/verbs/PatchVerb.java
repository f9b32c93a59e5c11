package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.ObjectStore.Updated;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;

/// Patches of the main resource and of the parts that have its type.
final class PatchVerb<H extends KubeObject, V extends KubeObject> {
    private final ObjectStore<H> objects;
    private final Version<H, V> version;

    PatchVerb(ObjectStore<H> objects, Version<H, V> version) {
        this.objects = objects;
        this.version = version;
    }

    Updated<H> patch(ApiExchange exchange, Subresource.View<H, H> view) throws ApiException, InterruptedException {
        var context = exchange.context(Options.write(exchange, "PatchOptions"));
        var key = ServedVersion.key(exchange);
        var inVersion = PatchBody.read(exchange).change(version.resource().type(), version.resource(), key, context);
        return objects.update(key, view, inVersion.through(version.fromHub(), version.toHub()), context);
    }
}
