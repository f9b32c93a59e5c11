package io.djong.api.apply;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonString;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The annotation in which a client-side apply keeps what it applied last: read so that its objects can
/// be applied by the server without conflicts, kept so that clients can go on as they did. Only
/// kubectl's field manager has it.
final class LastApplied {
    /// The manager for which the annotation counts.
    static final String MANAGER = "kubectl";

    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private static final byte[] METADATA = "metadata".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ANNOTATIONS = "annotations".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NAME = ANNOTATION.getBytes(StandardCharsets.UTF_8);

    /// All annotations of an object together, in bytes.
    private static final int ANNOTATIONS_SIZE_MAX = 256 * 1024;

    private LastApplied() {}

    /// What a client-side apply has left as it was: no conflict. Null when there is no annotation, or
    /// one that cannot be used.
    static @Nullable FieldSet allowed(ApplyWrite.Target target, String apiVersion) {
        var live = target.live();
        var type = target.type(apiVersion);
        if (type == null || !(live.value(0) instanceof JsonObject object)) return null;
        var text = object.object("metadata").object("annotations").string(ANNOTATION);
        if (text.isEmpty()) return null;
        try {
            var last = JsonSpans.of(text.getBytes(StandardCharsets.UTF_8));
            if (!(last.value(0) instanceof JsonObject applied)
                    || !applied.string("apiVersion").equals(apiVersion)) {
                return null;
            }
            var canonical = Typed.of(type, applied);
            canonical.check();
            var changes = canonical.compare(live);
            return canonical
                    .fields()
                    .difference(changes.modified())
                    .difference(changes.added())
                    .difference(changes.removed());
        } catch (JsonException | FieldsException e) {
            return null;
        }
    }

    /// The outcome with the annotation up to date, where there is one.
    static ApplyWrite.Applied synced(ApplyWrite.Applied applied, ApplyWrite.Target target, JsonSpans config) {
        var now = applied.object() == null ? target.live() : applied.object();
        if (!isMentioned(now)) return applied;
        if (!(now.value(0) instanceof JsonObject object) || !(config.value(0) instanceof JsonObject wanted)) {
            return applied;
        }
        var metadata = object.object("metadata");
        var annotations = metadata.object("annotations");
        var before = annotations.string(ANNOTATION);
        if (before.isEmpty()) return applied;
        var text = text(wanted);
        if (text.equals(before)) return applied;
        var changed = annotations.with(ANNOTATION, new JsonString(text));
        if (size(changed) > ANNOTATIONS_SIZE_MAX) changed = annotations.without(ANNOTATION);
        var synced = object.with("metadata", metadata.with("annotations", changed));
        return new ApplyWrite.Applied(JsonSpans.ofValid(synced.toBytes()), applied.entries());
    }

    private static boolean isMentioned(JsonSpans object) {
        int metadata = object.member(0, METADATA);
        int annotations = metadata < 0 || !object.isObject(metadata) ? -1 : object.member(metadata, ANNOTATIONS);
        return annotations >= 0 && object.isObject(annotations) && object.member(annotations, NAME) >= 0;
    }

    /// What is wanted, as the annotation has it: without itself, and with a line end.
    private static String text(JsonObject wanted) {
        var metadata = wanted.object("metadata");
        var config = switch (metadata.get("annotations")) {
            case null -> wanted;
            case JsonObject annotations ->
                wanted.with("metadata", metadata.with("annotations", annotations.without(ANNOTATION)));
            default -> wanted.with("metadata", metadata.without("annotations"));
        };
        return config.toJson() + "\n";
    }

    private static long size(JsonObject annotations) {
        long size = 0;
        for (var entry : annotations.members().entrySet()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            if (entry.getValue() instanceof JsonString(String text)) {
                size += text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return size;
    }
}
