package io.djong.apiserver.request;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldSetBuilder;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonSpans;
import java.util.ArrayList;
import java.util.List;

/// What records do not tell of an object that was sent or patched: which of its lists were empty, not
/// absent. Upstream
/// tells them apart, and so do managed fields. Lists inside other lists are not told. For one thread.
public final class SentForm {
    private FieldSet emptyLists = FieldSet.EMPTY;

    /// The lists that were sent empty.
    public FieldSet emptyLists() {
        return emptyLists;
    }

    /// Whether the list at this path was sent empty.
    public boolean isEmptyList(String... path) {
        return emptyLists.has(FieldSet.path(path));
    }

    /// The object came from this text, which is valid JSON. What was noted of another is forgotten.
    public void note(byte[] json) {
        emptyLists = mentions(json) ? find(JsonSpans.ofValid(json)) : FieldSet.EMPTY;
    }

    private static boolean mentions(byte[] json) {
        for (int i = 0; i < json.length - 1; i++) {
            if (json[i] == '[' && json[i + 1] <= ' ' || json[i] == '[' && json[i + 1] == ']') return true;
        }
        return false;
    }

    private static FieldSet find(JsonSpans spans) {
        var found = new FieldSetBuilder();
        if (spans.isObject(0)) collect(spans, 0, List.of(), found);
        return found.build();
    }

    private static void collect(JsonSpans spans, int object, List<PathElement> above, FieldSetBuilder found) {
        for (int key = spans.first(object); key < spans.next(object); key = spans.next(key + 1)) {
            int value = key + 1;
            boolean emptyList = spans.isArray(value) && spans.isEmpty(value);
            boolean parts = spans.isObject(value) && !spans.isEmpty(value);
            if (!emptyList && !parts) continue;
            var path = new ArrayList<>(above);
            path.add(new PathElement.Field(spans.text(key)));
            if (emptyList) found.add(path);
            else collect(spans, value, path, found);
        }
    }
}
