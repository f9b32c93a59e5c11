package io.djong.apiserver.fields;

import io.djong.api.apply.ApplyWrite;
import io.djong.api.apply.ConflictsException;
import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import io.djong.api.types.meta.v1.StatusCause;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A server-side apply of one request.
///
/// @param <H> the stored version
final class Applying<H extends KubeObject> {
    private static final byte[] NOTHING = {'{', '}'};

    private final Form<H, ?> form;
    private final List<Form<H, ?>> forms;
    private final UnaryOperator<FieldSet> filter;

    /// @param form the version of the apply
    /// @param forms all versions
    /// @param filter leaves of a set what the write can change
    Applying(Form<H, ?> form, List<Form<H, ?>> forms, UnaryOperator<FieldSet> filter) {
        this.form = form;
        this.forms = forms;
        this.filter = filter;
    }

    H apply(@Nullable H live, JsonObject config, String view, OperationContext context) throws ApiException {
        checkConfig(config);
        var wanted = JsonSpans.ofValid(config.toBytes());
        try {
            new Typed(form.type(), wanted).check();
        } catch (FieldsException e) {
            throw failed("failed to create typed patch object (" + named(config) + "): " + e.getMessage());
        }
        List<ManagedFieldsEntry> entries =
                live == null ? List.of() : live.metadata().managedFields();
        var options = context.options();
        var write = new ApplyWrite(
                entries, options.fieldManager(), form.apiVersion(), view, options.force(), context.now());
        try {
            var applied = write.to(new Applied(live), wanted);
            var changed = applied.object();
            if (changed != null) {
                return Fields.with(read(changed, config), applied.entries());
            }
            return Fields.with(live == null ? form.read(NOTHING) : live, applied.entries());
        } catch (ConflictsException e) {
            throw conflicts(e);
        } catch (FieldsException | JsonException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private H read(JsonSpans changed, JsonObject config) throws ApiException {
        try {
            return form.read(changed.data());
        } catch (JsonException e) {
            var gvk = kind(config);
            throw failed("failed to convert new object (" + named(config)
                    + ") to proper version: unable to convert unstructured object to " + gvk + ": " + e.getMessage());
        }
    }

    private void checkConfig(JsonObject config) throws ApiException {
        boolean same = config.string("kind").equals(form.kind().kind())
                && config.string("apiVersion").equals(form.apiVersion());
        if (!same) {
            throw Failures.badRequest("invalid object type: " + kind(config));
        }
        var entries = config.object("metadata").get("managedFields");
        if (entries != null && entries != JsonNull.NULL) {
            throw Failures.badRequest("metadata.managedFields must be nil");
        }
    }

    private static String named(JsonObject config) {
        var metadata = config.object("metadata");
        return metadata.string("namespace") + "/" + metadata.string("name") + "; " + kind(config);
    }

    private static String kind(JsonObject config) {
        var version = GroupVersion.of(config.string("apiVersion"));
        return version.group() + "/" + version.version() + ", Kind=" + config.string("kind");
    }

    private static ApiException failed(String message) {
        return Failures.refused(500, "", message, null);
    }

    private static ApiException conflicts(ConflictsException e) {
        var causes = e.conflicts().stream()
                .map(conflict -> new StatusCause(
                        "FieldManagerConflict", "conflict with " + conflict.manager(), conflict.field()))
                .toList();
        return Failures.refused(
                409, "Conflict", String.valueOf(e.getMessage()), StatusDetails.EMPTY.withCauses(causes));
    }

    /// The object that is applied to, in all versions.
    private final class Applied implements ApplyWrite.Target {
        private final JsonSpans live;

        Applied(@Nullable H live) {
            this.live = form.fields(live);
        }

        @Override
        public JsonSpans live() {
            return live;
        }

        @Override
        public JsonSpans empty() {
            return form.fields(null);
        }

        @Override
        public @Nullable ApplyType type(String apiVersion) {
            var other = find(apiVersion);
            return other == null ? null : other.type();
        }

        @Override
        public @Nullable JsonSpans convert(JsonSpans object, String from, String to) throws FieldsException {
            var source = find(from);
            var goal = find(to);
            if (source == null || goal == null) {
                return null;
            }
            if (from.equals(to)) {
                return object;
            }
            try {
                return goal.fields(source.readPlain(object.data()));
            } catch (JsonException e) {
                throw new FieldsException(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public FieldSet changeable(FieldSet set) {
            return filter.apply(set);
        }

        private @Nullable Form<H, ?> find(String apiVersion) {
            var group = GroupVersion.of(form.apiVersion()).group();
            for (var each : forms) {
                if (each.apiVersion().equals(apiVersion)
                        && GroupVersion.of(apiVersion).group().equals(group)) {
                    return each;
                }
            }
            return null;
        }
    }
}
