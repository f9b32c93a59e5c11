package io.djong.client.remote;

import io.djong.client.ListQuery;
import io.djong.client.WriteOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Options as query parameters, by upstream's names.
final class Queries {
    private Queries() {}

    static Map<String, List<String>> of(ListQuery query, boolean watch) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        put(result, "labelSelector", query.labelSelector());
        put(result, "fieldSelector", query.fieldSelector());
        put(result, "resourceVersion", query.resourceVersion());
        put(result, "resourceVersionMatch", query.resourceVersionMatch());
        if (query.limit() > 0 && !watch) put(result, "limit", Long.toString(query.limit()));
        put(result, "continue", query.continueToken());
        if (!watch) return result;
        put(result, "watch", "true");
        if (query.allowBookmarks()) put(result, "allowWatchBookmarks", "true");
        if (query.sendInitialEvents()) put(result, "sendInitialEvents", "true");
        Duration timeout = query.timeout();
        if (timeout != null) put(result, "timeoutSeconds", Long.toString(Math.max(1, timeout.toSeconds())));
        return result;
    }

    static Map<String, List<String>> of(WriteOptions options) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        if (options.dryRun()) put(result, "dryRun", "All");
        put(result, "fieldManager", options.fieldManager());
        put(result, "fieldValidation", options.fieldValidation());
        if (options.force()) put(result, "force", "true");
        return result;
    }

    private static void put(Map<String, List<String>> result, String name, String value) {
        if (!value.isEmpty()) result.put(name, List.of(value));
    }
}
