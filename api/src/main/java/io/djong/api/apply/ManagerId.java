package io.djong.api.apply;

import io.djong.api.json.JsonWriter;
import io.djong.api.json.OrderedMap;

/// Which manager an entry of managed fields is about: one entry each.
///
/// @param apiVersion "" for those that apply: they have one entry whatever version they apply in
record ManagerId(String manager, String operation, String apiVersion, String subresource)
        implements Comparable<ManagerId> {
    static final String UPDATE = "Update";
    static final String APPLY = "Apply";

    static ManagerId update(String manager, String apiVersion, String subresource) {
        return new ManagerId(manager, UPDATE, apiVersion, subresource);
    }

    static ManagerId apply(String manager, String subresource) {
        return new ManagerId(manager, APPLY, "", subresource);
    }

    /// In the order of their JSON, by which upstream tells apart what is of one time.
    @Override
    public int compareTo(ManagerId that) {
        return OrderedMap.compare(json(), that.json());
    }

    private String json() {
        var out = new JsonWriter(96);
        out.beginObject();
        member(out, "manager", manager);
        member(out, "operation", operation);
        member(out, "apiVersion", apiVersion);
        member(out, "subresource", subresource);
        out.endObject();
        return out.asText();
    }

    private static void member(JsonWriter out, String name, String value) {
        if (value.isEmpty()) return;
        out.key(name);
        out.string(value);
    }
}
