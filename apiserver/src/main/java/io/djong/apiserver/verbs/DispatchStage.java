package io.djong.apiserver.verbs;

import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Hands a request about a resource to the one that serves it.
public final class DispatchStage implements Stage {
    private record Path(String group, String version, String plural) {}

    private final Map<Path, ServedResource> served = new HashMap<>();

    /// @param resources each version of each resource once
    public DispatchStage(List<ServedResource> resources) {
        for (var each : resources) {
            var resource = each.resource();
            served.put(new Path(resource.group(), resource.version(), resource.plural()), each);
        }
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        if (!info.resourceRequest()) {
            return false;
        }
        var resource = served.get(new Path(info.group(), info.version(), info.resource()));
        if (resource == null) {
            throw Failures.notServed();
        }
        resource.handle(exchange);
        return true;
    }
}
