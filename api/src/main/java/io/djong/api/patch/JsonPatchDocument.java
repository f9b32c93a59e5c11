package io.djong.api.patch;

import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import org.jspecify.annotations.Nullable;

/// Applies the operations of a JSON patch, one after the other.
final class JsonPatchDocument {
    private static final String MISSING = ": missing value";

    private PatchNode root;

    JsonPatchDocument(JsonObject document) {
        root = new PatchNode.Closed(document).opened();
    }

    JsonValue value() {
        return root.value();
    }

    /// An opened container and the last part of a path.
    private record Place(PatchNode container, String key) {}

    /// A failure inside one container, to be completed with the operation and the path.
    private static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        Misfit(String message) {
            super(message, null, false, false);
        }

        static Misfit index(int index) {
            return new Misfit("Unable to access invalid index: " + index + ": invalid index referenced");
        }
    }

    void apply(JsonPatch.Operation operation) throws PatchException {
        switch (operation.kind()) {
            case "add" -> add(operation);
            case "remove" -> remove(operation);
            case "replace" -> replace(operation);
            case "move" -> move(operation);
            case "test" -> test(operation);
            case "copy" -> copy(operation);
            default -> throw PatchException.unprocessable("Unexpected kind: " + operation.kind());
        }
    }

    private void add(JsonPatch.Operation operation) throws PatchException {
        String path = pathOrMissing(operation, "add");
        var place = find(path);
        if (place == null) {
            throw PatchException.unprocessable(
                    "add operation does not apply: doc is missing path: " + GoQuote.quote(path) + MISSING);
        }
        try {
            insert(place, new PatchNode.Closed(orNull(operation.value())));
        } catch (Misfit e) {
            throw PatchException.unprocessable("error in add for path: '" + path + "': " + e.getMessage());
        }
    }

    private void remove(JsonPatch.Operation operation) throws PatchException {
        String path = pathOrMissing(operation, "remove");
        var place = find(path);
        if (place == null) {
            throw PatchException.unprocessable(
                    "remove operation does not apply: doc is missing path: " + GoQuote.quote(path) + MISSING);
        }
        try {
            delete(place);
        } catch (Misfit e) {
            throw PatchException.unprocessable("error in remove for path: '" + path + "': " + e.getMessage());
        }
    }

    /// Upstream says only that the value is missing, whatever is wrong with the path.
    private static String pathOrMissing(JsonPatch.Operation operation, String kind) throws PatchException {
        try {
            return operation.path("");
        } catch (PatchException e) {
            throw PatchException.unprocessable(kind + " operation failed to decode path" + MISSING);
        }
    }

    private void replace(JsonPatch.Operation operation) throws PatchException {
        String path = operation.path("replace operation failed to decode path: ");
        JsonValue value = orNull(operation.value());
        if (path.isEmpty()) {
            if (!(value instanceof JsonObject) && !(value instanceof JsonArray)) {
                throw PatchException.unprocessable("replace operation value must be object or array: %!w(<nil>)");
            }
            root = new PatchNode.Closed(value).opened();
            return;
        }
        var place = find(path);
        if (place == null) {
            throw PatchException.unprocessable(
                    "replace operation does not apply: doc is missing path: " + path + MISSING);
        }
        try {
            get(place);
        } catch (Misfit e) {
            throw PatchException.unprocessable(
                    "replace operation does not apply: doc is missing key: " + path + MISSING);
        }
        try {
            set(place, new PatchNode.Closed(value));
        } catch (Misfit e) {
            throw PatchException.unprocessable("error in remove for path: '" + path + "': " + e.getMessage());
        }
    }

    private void move(JsonPatch.Operation operation) throws PatchException {
        String from = operation.from("move operation failed to decode from: ");
        var source = find(from);
        if (source == null) {
            throw PatchException.unprocessable(
                    "move operation does not apply: doc is missing from path: " + from + MISSING);
        }
        PatchNode value;
        try {
            value = get(source);
            delete(source);
        } catch (Misfit e) {
            throw PatchException.unprocessable("error in move for path: '" + source.key + "': " + e.getMessage());
        }
        String path = operation.path("move operation failed to decode path: ");
        var target = find(path);
        if (target == null) {
            throw PatchException.unprocessable(
                    "move operation does not apply: doc is missing destination path: " + path + MISSING);
        }
        try {
            insert(target, value == null ? new PatchNode.Closed(JsonNull.NULL) : value);
        } catch (Misfit e) {
            throw PatchException.unprocessable("error in move for path: '" + path + "': " + e.getMessage());
        }
    }

    private void copy(JsonPatch.Operation operation) throws PatchException {
        String from = operation.from("copy operation failed to decode from: ");
        var source = find(from);
        if (source == null) {
            throw PatchException.unprocessable(
                    "copy operation does not apply: doc is missing from path: " + from + MISSING);
        }
        PatchNode value;
        try {
            value = get(source);
        } catch (Misfit e) {
            throw PatchException.unprocessable("error in copy for from: '" + from + "': " + e.getMessage());
        }
        String path = pathOrMissing(operation, "copy");
        var target = find(path);
        if (target == null) {
            throw PatchException.unprocessable(
                    "copy operation does not apply: doc is missing destination path: " + path + MISSING);
        }
        try {
            // Closed again, so that later operations on the original leave the copy alone.
            insert(target, new PatchNode.Closed(value == null ? JsonNull.NULL : value.value()));
        } catch (Misfit e) {
            throw PatchException.unprocessable("error while adding value during copy: " + e.getMessage());
        }
    }

    private void test(JsonPatch.Operation operation) throws PatchException {
        String path = operation.path("test operation failed to decode path: ");
        PatchNode actual;
        if (path.isEmpty()) {
            actual = root;
        } else {
            var place = find(path);
            if (place == null) {
                throw PatchException.unprocessable("test operation does not apply: is missing path: " + path + MISSING);
            }
            try {
                actual = get(place);
            } catch (Misfit e) {
                throw PatchException.unprocessable("error in test for path: '" + path + "': " + e.getMessage());
            }
        }
        JsonValue found = actual == null ? JsonNull.NULL : actual.value();
        if (!found.equals(orNull(operation.value()))) {
            throw PatchException.unprocessable("testing value " + path + " failed: test failed");
        }
    }

    private static JsonValue orNull(@Nullable JsonValue value) {
        return value == null ? JsonNull.NULL : value;
    }

    /// The container that the last part of a path is in; null when the way there does not exist.
    private @Nullable Place find(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            return null;
        }
        PatchNode container = root;
        for (int i = 1; i < parts.length - 1; i++) {
            var place = new Place(container, decoded(parts[i]));
            try {
                var next = get(place);
                if (next == null) {
                    return null;
                }
                var opened = next.opened();
                if (opened instanceof PatchNode.Closed) {
                    return null;
                }
                if (next instanceof PatchNode.Closed) {
                    set(place, opened);
                }
                container = opened;
            } catch (Misfit e) {
                return null;
            }
        }
        return new Place(container, decoded(parts[parts.length - 1]));
    }

    private static String decoded(String part) {
        return part.indexOf('~') < 0 ? part : part.replace("~1", "/").replace("~0", "~");
    }

    private static @Nullable PatchNode get(Place place) throws Misfit {
        return switch (place.container) {
            case PatchNode.Members(var members) -> members.get(place.key);
            case PatchNode.Elements(var elements) -> {
                int index = index(place.key, elements.size());
                if (index >= elements.size()) {
                    throw Misfit.index(index);
                }
                yield elements.get(index);
            }
            case PatchNode.Closed ignored -> null;
        };
    }

    /// For an existing index only.
    private static void set(Place place, PatchNode value) throws Misfit {
        switch (place.container) {
            case PatchNode.Members(var members) -> members.put(place.key, value);
            case PatchNode.Elements(var elements) -> elements.set(index(place.key, elements.size()), value);
            case PatchNode.Closed ignored -> throw new IllegalStateException("a closed container");
        }
    }

    private static void insert(Place place, PatchNode value) throws Misfit {
        switch (place.container) {
            case PatchNode.Members(var members) -> members.put(place.key, value);
            case PatchNode.Elements(var elements) -> {
                if (place.key.equals("-")) {
                    elements.add(value);
                    return;
                }
                int index;
                try {
                    index = number(place.key);
                } catch (Misfit e) {
                    throw new Misfit("value was not a proper array index: '" + place.key + "': " + e.getMessage());
                }
                int places = elements.size() + 1;
                if (index >= places || index < -places) {
                    throw Misfit.index(index);
                }
                elements.add(index < 0 ? index + places : index, value);
            }
            case PatchNode.Closed ignored -> throw new IllegalStateException("a closed container");
        }
    }

    private static void delete(Place place) throws Misfit {
        switch (place.container) {
            case PatchNode.Members(var members) -> {
                if (members.remove(place.key) == null) {
                    throw new Misfit("Unable to remove nonexistent key: " + place.key + MISSING);
                }
            }
            case PatchNode.Elements(var elements) -> {
                int index = index(place.key, elements.size());
                if (index >= elements.size()) {
                    throw Misfit.index(index);
                }
                elements.remove(index);
            }
            case PatchNode.Closed ignored -> throw new IllegalStateException("a closed container");
        }
    }

    /// An index that may be negative, counted from the start; it may be beyond the end.
    private static int index(String key, int size) throws Misfit {
        int index = number(key);
        if (index < -size) {
            throw Misfit.index(index);
        }
        return index < 0 ? index + size : index;
    }

    private static int number(String key) throws Misfit {
        boolean digits = !key.isEmpty();
        for (int i = 0; i < key.length() && digits; i++) {
            char c = key.charAt(i);
            digits = (c >= '0' && c <= '9') || (i == 0 && key.length() > 1 && (c == '-' || c == '+'));
        }
        if (!digits) {
            throw new Misfit("strconv.Atoi: parsing " + GoQuote.quote(key) + ": invalid syntax");
        }
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw new Misfit("strconv.Atoi: parsing " + GoQuote.quote(key) + ": value out of range");
        }
    }
}
