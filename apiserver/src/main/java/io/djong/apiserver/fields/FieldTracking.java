package io.djong.apiserver.fields;

import io.djong.api.apply.ManagedWrite;
import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldSetBuilder;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Comparison;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Keeps the managed fields of one resource's objects. Immutable.
///
/// @param <H> the stored version
public final class FieldTracking<H extends KubeObject> {
    private final Resource<H> hub;
    private final List<Form<H, ?>> forms;
    private final UnaryOperator<H> complete;

    private FieldTracking(Resource<H> hub, List<Form<H, ?>> forms, UnaryOperator<H> complete) {
        this.hub = hub;
        this.forms = List.copyOf(forms);
        this.complete = complete;
    }

    /// Of a resource in its stored version.
    ///
    /// @param complete adds what is always there although it need not be sent
    public static <H extends KubeObject> FieldTracking<H> of(Resource<H> hub, UnaryOperator<H> complete) {
        return new FieldTracking<>(hub, List.of(new Form<>(hub.type(), complete, Function.identity())), complete);
    }

    /// The tracking of a resource that is served in this version, too.
    public <V extends KubeObject> FieldTracking<H> with(
            Resource<V> version, Function<H, V> fromHub, Function<V, H> toHub) {
        var all = new ArrayList<>(forms);
        all.add(new Form<>(version.type(), object -> fromHub.apply(complete.apply(object)), toHub));
        return new FieldTracking<>(hub, all, complete);
    }

    /// A new object with its managed fields.
    ///
    /// @param object as it was sent and defaulted
    public H created(H object, OperationContext context) {
        var entries = write(List.of(), sent(object, context), false, "", context)
                .entries(new Forms(null, object, "", context));
        return Fields.with(object, entries);
    }

    /// A changed object with its managed fields.
    ///
    /// @param wanted as it was sent or patched, defaulted
    /// @param view through which it is written; "" for the resource itself
    public H updated(H live, H wanted, String view, OperationContext context) {
        boolean exists = !live.metadata().uid().isEmpty();
        var entries = write(live.metadata().managedFields(), sent(wanted, context), exists, view, context)
                .entries(new Forms(live, wanted, view, context));
        return Fields.with(wanted, entries);
    }

    /// An object with what is applied to it, and its managed fields.
    ///
    /// @param live null for one that does not exist yet
    /// @param config what is wanted, in the version of the context
    /// @throws ApiException 409 for conflicts, 400 for what is no object of that version, 500 for what
    ///     does not fit it
    public H applied(@Nullable H live, JsonObject config, String view, OperationContext context) throws ApiException {
        var form = form(version(context));
        if (form == null) {
            throw Failures.notServed();
        }
        return new Applying<>(form, forms, ResetFields.filter(hub, view)).apply(live, config, view, context);
    }

    /// How the scale of an object is tracked while it is written.
    public ScaleTracking scale(H live, OperationContext context) {
        return new ScaleTracking(live.metadata().managedFields(), version(context), context);
    }

    /// The object as it is stored: when nothing but the times of its managed fields has changed, these
    /// have not either.
    public static <T extends KubeObject> T settled(T object, T live) {
        var now = object.metadata().managedFields();
        var before = live.metadata().managedFields();
        if (now.isEmpty() || now.size() != before.size() || now.equals(before)) return object;
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).withTime(null).equals(before.get(i).withTime(null))) return object;
        }
        var kept = Fields.with(object, before);
        return kept.equals(live) ? kept : object;
    }

    /// Lists that were absent and were sent empty have changed, although records have them alike.
    private static Comparison withEmptyLists(
            Comparison changes, JsonSpans old, JsonSpans now, OperationContext context) {
        var found = new FieldSetBuilder();
        for (var path : context.sent().emptyLists().paths()) {
            if (isNull(old, path) && isNull(now, path)) {
                found.add(path);
            }
        }
        return new Comparison(changes.removed(), changes.modified().union(found.build()), changes.added());
    }

    private static boolean isNull(JsonSpans spans, List<PathElement> path) {
        int node = 0;
        for (var element : path) {
            if (node < 0 || !spans.isObject(node) || !(element instanceof PathElement.Field(String name))) {
                return false;
            }
            node = spans.member(node, name.getBytes(StandardCharsets.UTF_8));
        }
        return node >= 0 && spans.isNull(node);
    }

    private ManagedWrite write(
            List<ManagedFieldsEntry> live,
            List<ManagedFieldsEntry> sent,
            boolean exists,
            String view,
            OperationContext context) {
        return new ManagedWrite(
                live, sent, exists, context.options().fieldManager(), version(context), view, context.now());
    }

    /// The entries that came with an object; one empty entry when it asks for none.
    private static List<ManagedFieldsEntry> sent(KubeObject object, OperationContext context) {
        var entries = object.metadata().managedFields();
        return entries.isEmpty() && context.sent().isEmptyList("metadata", "managedFields")
                ? List.of(ManagedFieldsEntry.EMPTY)
                : entries;
    }

    /// In which version the object is written.
    private String version(OperationContext context) {
        return context.apiVersion().isEmpty() ? forms.getFirst().apiVersion() : context.apiVersion();
    }

    private @Nullable Form<H, ?> form(String apiVersion) {
        for (var form : forms) if (form.apiVersion().equals(apiVersion)) return form;
        return null;
    }

    /// An object before and after, in all versions.
    private final class Forms implements ManagedWrite.Versions {
        private final @Nullable H before;
        private final H after;
        private final UnaryOperator<FieldSet> filter;
        private final OperationContext context;

        Forms(@Nullable H before, H after, String view, OperationContext context) {
            this.before = before;
            this.after = after;
            this.context = context;
            this.filter = ResetFields.filter(hub, view);
        }

        /// The form of a version. What is managed in another group is lost by a write, although the
        /// object is served there, too (events).
        private @Nullable Form<H, ?> formOf(String apiVersion) {
            var written = GroupVersion.of(version(context)).group();
            return GroupVersion.of(apiVersion).group().equals(written) ? form(apiVersion) : null;
        }

        @Override
        public @Nullable Comparison changes(String apiVersion) throws FieldsException {
            var form = formOf(apiVersion);
            if (form == null) return null;
            var old = form.fields(before);
            var now = form.fields(after);
            var changes = new Typed(form.type(), old).compare(now);
            return (apiVersion.equals(version(context)) ? withEmptyLists(changes, old, now, context) : changes)
                    .filtered(filter);
        }

        @Override
        public @Nullable ApplyType type(String apiVersion) {
            var form = formOf(apiVersion);
            return form == null ? null : form.type();
        }
    }
}
