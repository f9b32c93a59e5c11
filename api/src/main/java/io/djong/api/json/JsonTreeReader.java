package io.djong.api.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Builds trees without recursion, so that depth costs heap and not stack.
final class JsonTreeReader {
    private final JsonReader in;
    private final ArrayDeque<Frame> open = new ArrayDeque<>();

    JsonTreeReader(JsonReader in) {
        this.in = in;
    }

    /// An object or array that is not finished.
    private static final class Frame {
        final OrderedMap.@Nullable Collector<JsonValue> members;
        final ArrayList<JsonValue> elements = new ArrayList<>(0);
        String key = "";

        Frame(boolean object) {
            members = object ? new OrderedMap.Collector<>() : null;
        }

        void add(JsonValue value) {
            if (members != null) members.add(key, value);
            else elements.add(value);
        }

        JsonValue finished(JsonReader in) {
            if (members == null) return new JsonArray(elements);
            var object = new JsonObject(members);
            if (object.size() != members.added()) in.noteDuplicate();
            return object;
        }
    }

    JsonValue read() throws JsonException {
        while (true) {
            JsonValue done = value();
            while (done != null) {
                Frame frame = open.peek();
                if (frame == null) return done;
                frame.add(done);
                done = next(frame) ? null : open.pop().finished(in);
            }
        }
    }

    /// A finished value, or null when one was opened and the reader stands before its first part.
    private @Nullable JsonValue value() throws JsonException {
        int c = in.peek();
        if (c != '{' && c != '[') return in.leaf();
        in.enterTree();
        var frame = new Frame(c == '{');
        if (!next(frame)) return frame.finished(in);
        open.push(frame);
        return null;
    }

    private boolean next(Frame frame) throws JsonException {
        if (frame.members == null) return in.element();
        String key = in.key();
        if (key == null) return false;
        frame.key = key;
        return true;
    }
}
