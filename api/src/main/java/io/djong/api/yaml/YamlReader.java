package io.djong.api.yaml;

import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds located trees from the library's events, without recursion.
final class YamlReader {
    /// Longest text, in characters.
    static final int LENGTH_MAX = 16 * 1024 * 1024;

    /// Deepest nesting.
    static final int DEPTH_MAX = 10_000;

    /// Expanded values up to which nearly all may come from aliases, and from which on a tenth may: upstream's
    /// figures.
    private static final long ALIASES_LOW = 400_000;

    private static final long ALIASES_HIGH = 4_000_000;

    /// The tags that mean something; any other makes a text of a scalar.
    private static final String INT = "tag:yaml.org,2002:int";

    private static final String FLOAT = "tag:yaml.org,2002:float";
    private static final String BOOL = "tag:yaml.org,2002:bool";
    private static final String NULL = "tag:yaml.org,2002:null";
    private static final String TIMESTAMP = "tag:yaml.org,2002:timestamp";
    private static final String BINARY = "tag:yaml.org,2002:binary";

    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private final List<YamlNode> documents = new ArrayList<>();
    private long values;
    private long aliasedValues;

    /// What an anchor names, and how many values that is.
    private record Anchored(YamlNode node, long size) {}

    private static final class Frame {
        final YamlPosition position;
        final boolean mapping;
        final @Nullable String anchor;
        final long valuesBefore;
        final List<YamlNode> items = new ArrayList<>();
        final List<YamlEntry> entries = new ArrayList<>();
        YamlNode.@Nullable Scalar key;
        boolean mergeKey;

        Frame(YamlPosition position, boolean mapping, @Nullable String anchor, long valuesBefore) {
            this.position = position;
            this.mapping = mapping;
            this.anchor = anchor;
            this.valuesBefore = valuesBefore;
        }
    }

    private YamlReader() {}

    static List<YamlNode> read(String text, int documentsMax) throws YamlException {
        if (text.length() > LENGTH_MAX) {
            throw new YamlException(0, "document is longer than " + LENGTH_MAX + " characters");
        }
        var settings = LoadSettings.builder().setCodePointLimit(LENGTH_MAX + 1).build();
        var reader = new YamlReader();
        try {
            for (var event : new Parse(settings).parseString(text)) {
                reader.accept(event);
                if (event.getEventId() == Event.ID.DocumentEnd && reader.documents.size() >= documentsMax) {
                    break;
                }
            }
        } catch (YamlEngineException e) {
            throw YamlProblems.of(e);
        }
        return reader.documents;
    }

    private void accept(Event event) throws YamlException {
        switch (event) {
            case MappingStartEvent start -> open(start, true, start.getAnchor());
            case SequenceStartEvent start -> open(start, false, start.getAnchor());
            case ScalarEvent scalar -> scalar(scalar);
            case AliasEvent alias -> alias(alias);
            default -> {
                switch (event.getEventId()) {
                    case MappingEnd, SequenceEnd -> close();
                    case DocumentStart -> begin((DocumentStartEvent) event);
                    default -> {
                        // Starts and ends of the stream and of documents, and comments.
                    }
                }
            }
        }
    }

    /// Upstream reads YAML 1.1, and refuses what says to be another.
    private void begin(DocumentStartEvent start) throws YamlException {
        anchors.clear();
        var version = start.getSpecVersion().orElse(null);
        if (version != null && version.getMinor() != 1) {
            throw new YamlException(0, "found incompatible YAML document");
        }
    }

    private void open(Event start, boolean mapping, Optional<org.snakeyaml.engine.v2.common.Anchor> anchor)
            throws YamlException {
        var position = position(start);
        var parent = open.peek();
        if (parent != null && parent.mapping && parent.key == null) {
            throw new YamlException(position.line(), "invalid map key: a map or list");
        }
        if (open.size() >= DEPTH_MAX) {
            throw new YamlException(position.line(), "exceeded max depth of " + DEPTH_MAX);
        }
        values++;
        open.push(new Frame(position, mapping, anchor.map(Object::toString).orElse(null), values - 1));
    }

    private void close() throws YamlException {
        var frame = open.pop();
        YamlNode node = frame.mapping
                ? new YamlNode.Mapping(frame.position, List.copyOf(frame.entries))
                : new YamlNode.Sequence(frame.position, List.copyOf(frame.items));
        if (frame.anchor != null) {
            anchors.put(frame.anchor, new Anchored(node, values - frame.valuesBefore));
        }
        add(node, false);
    }

    private void scalar(ScalarEvent event) throws YamlException {
        values++;
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        String text = event.getValue();
        var node = new YamlNode.Scalar(position(event), value(event, plain), text);
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.toString(), new Anchored(node, 1)));
        add(node, plain && text.equals("<<"));
    }

    private JsonValue value(ScalarEvent event, boolean plain) throws YamlException {
        String text = event.getValue();
        String tag = event.getTag().orElse("");
        return switch (tag) {
            case "" -> plain ? YamlScalars.plain(text) : new JsonString(text);
            case NULL -> JsonNull.NULL;
            case BINARY -> binary(event, text);
            case INT, FLOAT, BOOL, TIMESTAMP -> YamlScalars.plain(text);
            default -> new JsonString(text);
        };
    }

    private static JsonValue binary(ScalarEvent event, String text) throws YamlException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return new JsonString(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw YamlException.untold(position(event).line(), "!!binary value contains invalid base64 data");
        }
    }

    private void alias(AliasEvent event) throws YamlException {
        String name = event.getAlias().toString();
        var anchored = anchors.get(name);
        if (anchored == null) {
            boolean inside = open.stream().anyMatch(frame -> name.equals(frame.anchor));
            throw YamlException.untold(
                    position(event).line(),
                    inside
                            ? "anchor '" + name + "' value contains itself"
                            : "unknown anchor '" + name + "' referenced");
        }
        values += anchored.size;
        aliasedValues += anchored.size;
        if (aliasedValues > 100 && values > 1000 && (double) aliasedValues / values > allowedRatio(values)) {
            throw new YamlException(0, "document contains excessive aliasing");
        }
        add(anchored.node, false);
    }

    private static double allowedRatio(long values) {
        if (values <= ALIASES_LOW) {
            return 0.99;
        }
        if (values >= ALIASES_HIGH) {
            return 0.10;
        }
        return 0.99 - 0.89 * (values - ALIASES_LOW) / (ALIASES_HIGH - ALIASES_LOW);
    }

    private void add(YamlNode node, boolean mergeKey) throws YamlException {
        var frame = open.peek();
        if (frame == null) {
            documents.add(node);
        } else if (!frame.mapping) {
            frame.items.add(node);
        } else if (frame.key == null) {
            if (!(node instanceof YamlNode.Scalar scalar) || scalar.value() == JsonNull.NULL) {
                throw new YamlException(
                        node.position().line(), "invalid map key: only texts, numbers and booleans can be");
            }
            frame.key = scalar;
            frame.mergeKey = mergeKey;
        } else {
            String name = frame.key.value() instanceof JsonString(var text)
                    ? text
                    : frame.key.value().toJson();
            frame.entries.add(new YamlEntry(name, frame.key.position(), node, frame.mergeKey));
            frame.key = null;
        }
    }

    private static YamlPosition position(Event event) {
        return event.getStartMark().map(YamlReader::position).orElse(new YamlPosition(0, 0));
    }

    private static YamlPosition position(Mark mark) {
        return new YamlPosition(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
