package io.djong.api.apply;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Comparison;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonSpans;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server-side apply: what an applier wants is laid over the object, what it wanted before and does no
/// more goes, and
/// it manages what it wants.
///
/// Source: structured-merge-diff `merge.Updater.Apply`, apimachinery `managedfields`.
///
/// @param entries the managed fields of the object as it is
/// @param manager who applies
/// @param apiVersion in which it is applied
/// @param subresource through which; "" for the resource itself
/// @param force whether it takes what others manage
/// @param now the time of the write
public record ApplyWrite(
        List<ManagedFieldsEntry> entries,
        String manager,
        String apiVersion,
        String subresource,
        boolean force,
        Instant now) {
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /// The object that is applied to, without its managed fields, and its versions.
    public interface Target {
        /// The object as it is, in the version of the apply.
        JsonSpans live();

        /// The object with nothing in it, in the version of the apply.
        JsonSpans empty();

        /// The type of the object in a version; null for one that is not served.
        @Nullable
        ApplyType type(String apiVersion);

        /// The object in another version; null for one that is not served.
        @Nullable
        JsonSpans convert(JsonSpans object, String from, String to) throws FieldsException;

        /// Leaves of a set what the write can change.
        FieldSet changeable(FieldSet set);
    }

    /// The outcome.
    ///
    /// @param object in the version of the apply, without managed fields; null when it is as it was
    /// @param entries its managed fields
    public record Applied(@Nullable JsonSpans object, List<ManagedFieldsEntry> entries) {}

    /// Applies.
    ///
    /// @param config what is wanted, in the version of the apply
    /// @throws FieldsException when something does not fit its type
    /// @throws ConflictsException when others manage what would change, unless it is forced
    public Applied to(Target target, JsonSpans config) throws FieldsException, ConflictsException {
        boolean kubectl = manager.equals(LastApplied.MANAGER);
        Applied applied;
        try {
            applied = new Run(target, config, managers(target)).apply(force);
        } catch (ConflictsException e) {
            var allowed = kubectl ? LastApplied.allowed(target, apiVersion) : null;
            if (allowed == null) throw e;
            var left = e.conflicts().stream()
                    .filter(conflict -> !allowed.has(conflict.path()))
                    .toList();
            if (!left.isEmpty()) throw new ConflictsException(left);
            applied = new Run(target, config, managers(target)).apply(true);
        }
        return kubectl ? LastApplied.synced(applied, target, config) : applied;
    }

    /// The managers before the apply. Of an object that nobody was tracked of, all fields are one's who
    /// came before.
    private Managers managers(Target target) throws FieldsException {
        Managers managers;
        try {
            managers = Managers.read(entries);
        } catch (FieldsException e) {
            throw new FieldsException("failed to decode managed fields: " + e.getMessage());
        }
        var type = target.type(apiVersion);
        if (!managers.isEmpty() || type == null) return managers;
        var changes = new Typed(type, target.empty()).compare(target.live()).filtered(target::changeable);
        var all = changes.modified().union(changes.added()).difference(ManagedWrite.SYSTEM);
        if (!all.isEmpty()) {
            var before = ManagerId.update(BEFORE_FIRST_APPLY, apiVersion, subresource);
            managers.put(before, new Owned(all, apiVersion, false, seconds()));
        }
        return managers;
    }

    private Instant seconds() {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    /// One apply.
    private final class Run {
        private final Target target;
        private final JsonSpans config;
        private final Managers managers;
        private final ManagerId self = ManagerId.apply(manager, subresource);

        Run(Target target, JsonSpans config, Managers managers) {
            this.target = target;
            this.config = config;
            this.managers = managers;
        }

        Applied apply(boolean forced) throws FieldsException, ConflictsException {
            var type = target.type(apiVersion);
            if (type == null) throw new FieldsException("no corresponding type for " + apiVersion);
            fit();
            var merged = new Typed(type, target.live()).merge(config).json();
            var last = managers.get(self);
            var wanted = target.changeable(new Typed(type, config).fields());
            managers.put(self, new Owned(wanted, apiVersion, true, last == null ? null : last.time()));
            var pruned = new Pruning(target, managers, self, apiVersion).prune(merged, last);
            take(pruned, forced);
            boolean same = target.live().sameValue(0, pruned, 0);
            settle(same, last);
            return new Applied(same ? null : pruned, managers.write());
        }

        private void fit() {
            for (var id : managers.ids()) {
                var owned = managers.get(id);
                if (owned == null) continue;
                var type = target.type(owned.apiVersion());
                if (type == null) managers.remove(id);
                else {
                    var fitting = type.fit(owned.fields());
                    if (!fitting.equals(owned.fields())) managers.put(id, owned.withFields(fitting));
                }
            }
        }

        /// Takes what the apply changes from those that manage it.
        private void take(JsonSpans after, boolean forced) throws FieldsException, ConflictsException {
            Map<String, Comparison> known = new HashMap<>();
            var conflicts = new ArrayList<Conflict>();
            for (var id : managers.ids()) {
                var owned = managers.get(id);
                if (owned == null || id.equals(self)) continue;
                var changes = changes(known, owned.apiVersion(), after);
                if (changes == null) {
                    managers.remove(id);
                    continue;
                }
                var lost = owned.fields().intersection(changes.modified().union(changes.added()));
                for (var path : lost.paths()) conflicts.add(Conflict.with(id, path));
                var left = owned.fields().difference(lost).difference(changes.removed());
                if (left.isEmpty()) managers.remove(id);
                else if (!left.equals(owned.fields())) managers.put(id, owned.withFields(left));
            }
            if (!forced && !conflicts.isEmpty()) throw new ConflictsException(conflicts);
        }

        private @Nullable Comparison changes(Map<String, Comparison> known, String version, JsonSpans after)
                throws FieldsException {
            var found = known.get(version);
            if (found != null) return found;
            var type = target.type(version);
            var old = target.convert(target.live(), apiVersion, version);
            var now = target.convert(after, apiVersion, version);
            if (type == null || old == null || now == null) return null;
            var made = new Typed(type, old).compare(now).filtered(target::changeable);
            known.put(version, made);
            return made;
        }

        /// What the applier manages from now on.
        private void settle(boolean same, @Nullable Owned last) {
            var owned = managers.get(self);
            if (owned == null) return;
            var left = owned.fields().difference(ManagedWrite.SYSTEM);
            if (left.isEmpty()) managers.remove(self);
            else if (same && last != null && last.apiVersion().equals(apiVersion) && left.equals(last.fields())) {
                managers.put(self, last);
            } else managers.put(self, new Owned(left, apiVersion, true, same ? owned.time() : seconds()));
        }
    }
}
