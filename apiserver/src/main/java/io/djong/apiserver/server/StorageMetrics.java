package io.djong.apiserver.server;

import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.core.ServedKind;
import io.djong.apiserver.request.Failures;
import io.djong.base.metrics.MetricRegistry;
import java.util.List;

/// How many objects there are of each resource, and who watches them.
final class StorageMetrics {
    private StorageMetrics() {}

    static void register(MetricRegistry metrics, ApiCore core) {
        metrics.gaugesOf(
                "apiserver_storage_objects",
                "[STABLE] Objects in the store, by resource.",
                List.of("resource"),
                sink -> core.kinds().forEach(kind -> sink.add(count(kind), name(kind))));
        metrics.gaugesOf(
                "apiserver_resource_objects",
                "[ALPHA] Objects in the store, by group and resource.",
                List.of("group", "resource"),
                sink -> core.kinds().forEach(kind -> {
                    var resource = kind.declaration().resource();
                    sink.add(count(kind), resource.group(), resource.plural());
                }));
        metrics.gaugesOf(
                "apiserver_watch_cache_resource_version",
                "[ALPHA] The revision up to which the watch cache is current.",
                List.of("group", "resource"),
                sink -> core.kinds().forEach(kind -> {
                    var resource = kind.declaration().resource();
                    sink.add((double) core.space().publishedRevision(), resource.group(), resource.plural());
                }));
    }

    private static int count(ServedKind<?> kind) {
        return kind.objects().cache().snapshot().entries().size();
    }

    private static String name(ServedKind<?> kind) {
        return Failures.qualified(kind.declaration().resource());
    }
}
