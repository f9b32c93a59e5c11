package io.djong.apiserver.verbs;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a strict reader says of the text of a patch that can be read: names that stand twice in an object, and names
/// that operations of a JSON patch do not have. Of the same two names the last counts, so nothing is wrong with
/// the tree; one must look at the text.
final class PatchProblems {
    /// As many as upstream's reader keeps.
    private static final int PROBLEMS_LIMIT = 100;

    private static final Set<String> OPERATION = Set.of("op", "path", "from", "value");

    private final byte[] text;
    private final boolean operations;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Set<String> found = new LinkedHashSet<>();
    private int at;

    private PatchProblems(byte[] text, boolean operations) {
        this.text = text;
        this.operations = operations;
    }

    /// The problems in the order of the text.
    ///
    /// @param text a JSON document without a fault
    /// @param operations whether it is a JSON patch
    static List<String> of(byte[] text, boolean operations) throws JsonException {
        var problems = new PatchProblems(text, operations);
        problems.read();
        return problems.found.stream().limit(PROBLEMS_LIMIT).toList();
    }

    /// An object or array that is being read.
    private static final class Frame {
        final boolean object;
        final String path;
        final boolean unknown;
        final Set<String> names = new HashSet<>();
        boolean nameExpected;
        String name = "";
        int index;
        boolean nameIsUnknown;

        Frame(boolean object, String path, boolean unknown) {
            this.object = object;
            this.path = path;
            this.unknown = unknown;
            this.nameExpected = object;
        }

        /// Where the value that comes next stands.
        String child() {
            if (!object) {
                return path + "[" + index + "]";
            }
            return path.isEmpty() ? name : path + "." + name;
        }
    }

    private void read() throws JsonException {
        for (at = 0; at < text.length; at++) {
            var frame = open.peek();
            switch (text[at]) {
                case '{' -> begin(true);
                case '[' -> begin(false);
                case '}', ']' -> open.pop();
                case ',' -> {
                    if (frame != null) {
                        frame.index++;
                        frame.nameExpected = frame.object;
                    }
                }
                case '"' -> {
                    var from = at;
                    endOfString();
                    if (frame != null && frame.nameExpected) {
                        name(frame, new JsonReader(text, from, at + 1).string(""));
                    }
                }
                default -> {} // white space, colons, numbers, literals
            }
        }
    }

    private void begin(boolean object) {
        var outer = open.peek();
        var path = outer == null ? "" : outer.child();
        open.push(new Frame(object, path, outer != null && (outer.unknown || outer.nameIsUnknown)));
    }

    private void endOfString() {
        for (at++; text[at] != '"'; at++) {
            if (text[at] == '\\') {
                at++;
            }
        }
    }

    private void name(Frame frame, String name) {
        frame.name = name;
        frame.nameExpected = false;
        frame.nameIsUnknown = operations && open.size() == 2 && !OPERATION.contains(name);
        if (frame.unknown) {
            return;
        }
        if (frame.nameIsUnknown) {
            found.add("json patch unknown field \"" + frame.child() + "\"");
        } else if (!frame.names.add(name)) {
            found.add((operations ? "json patch " : "") + "duplicate field \"" + frame.child() + "\"");
        }
    }
}
