package io.djong.api.apply;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Comparison;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A create, update or patch, as far as it changes who manages which field.
///
/// @param live the entries of the object as it is; none when it is created
/// @param sent the entries that came with the new object
/// @param exists whether the object exists
/// @param manager who writes; "" for nobody known
/// @param apiVersion in which it is written
/// @param subresource through which; "" for the resource itself
/// @param now the time of the write
public record ManagedWrite(
        List<ManagedFieldsEntry> live,
        List<ManagedFieldsEntry> sent,
        boolean exists,
        String manager,
        String apiVersion,
        String subresource,
        Instant now) {
    private static final String UNKNOWN = "unknown";

    /// What nobody manages because the server does.
    static final FieldSet SYSTEM = FieldSet.of(
            FieldSet.path("apiVersion"),
            FieldSet.path("kind"),
            FieldSet.path("metadata"),
            FieldSet.path("metadata", "name"),
            FieldSet.path("metadata", "namespace"),
            FieldSet.path("metadata", "creationTimestamp"),
            FieldSet.path("metadata", "selfLink"),
            FieldSet.path("metadata", "uid"),
            FieldSet.path("metadata", "clusterName"),
            FieldSet.path("metadata", "generation"),
            FieldSet.path("metadata", "managedFields"),
            FieldSet.path("metadata", "resourceVersion"));

    /// The object before and after, in any version.
    public interface Versions {
        /// What the write changes, but for what it cannot change; null for a version that is not served.
        @Nullable
        Comparison changes(String apiVersion) throws FieldsException;

        /// The type of the object in that version; null for one that is not served.
        @Nullable
        ApplyType type(String apiVersion);
    }

    /// The entries after the write. When they cannot be found out, there are none.
    public List<ManagedFieldsEntry> entries(Versions versions) {
        try {
            return tracked(versions);
        } catch (FieldsException e) {
            return List.of();
        }
    }

    private List<ManagedFieldsEntry> tracked(Versions versions) throws FieldsException {
        boolean own = !subresource.isEmpty() || sent.isEmpty() || sent.equals(live);
        if (exists && own && live.isEmpty()) return List.of();
        var changes = versions.changes(apiVersion);
        if (changes == null) throw new FieldsException("not served: " + apiVersion);
        if (exists && own && changes.isSame() && isSettled(versions)) return live;
        var managers = own ? Managers.readOrNone(live) : sentOrLive();
        if (managers.isEmpty() && exists) return List.of();
        fit(managers, versions);
        var taken = take(managers, changes, versions);
        if (!taken.isEmpty()) add(managers, taken);
        UpdateManagersCap.apply(managers);
        return managers.write();
    }

    /// Whether a write that changes nothing leaves the entries alone.
    private boolean isSettled(Versions versions) {
        int updates = 0;
        for (var entry : live) {
            if (versions.type(entry.apiVersion()) == null) return false;
            if (entry.operation().equals(ManagerId.UPDATE)) updates++;
        }
        return updates <= UpdateManagersCap.UPDATE_MANAGERS_MAX;
    }

    /// Those that the client sent; those of the object when they make no sense, none when it asks for
    /// none.
    private Managers sentOrLive() {
        if (sent.size() == 1 && sent.getFirst().equals(ManagedFieldsEntry.EMPTY)) return Managers.none();
        try {
            var managers = Managers.read(sent);
            for (var id : managers.ids()) {
                var owned = managers.get(id);
                if (owned != null) managers.put(id, owned.withTime(owned.time()));
            }
            return managers;
        } catch (FieldsException e) {
            return Managers.readOrNone(live);
        }
    }

    /// Leaves out what is of a version that is not served, and fits the rest to its types.
    static void fit(Managers managers, Versions versions) {
        for (var id : managers.ids()) {
            var owned = managers.get(id);
            if (owned == null) continue;
            var type = versions.type(owned.apiVersion());
            if (type == null) {
                managers.remove(id);
                continue;
            }
            var fitting = type.fit(owned.fields());
            if (!fitting.equals(owned.fields())) managers.put(id, owned.withFields(fitting));
        }
    }

    /// Takes what the write changes from those that manage it.
    ///
    /// @return what is taken
    private FieldSet take(Managers managers, Comparison own, Versions versions) throws FieldsException {
        Map<String, Comparison> known = new HashMap<>();
        known.put(apiVersion, own);
        for (var id : managers.ids()) {
            var owned = managers.get(id);
            if (owned == null) continue;
            var changes = known.get(owned.apiVersion());
            if (changes == null) {
                changes = versions.changes(owned.apiVersion());
                if (changes == null) {
                    managers.remove(id);
                    continue;
                }
                known.put(owned.apiVersion(), changes);
            }
            var fields = owned.fields();
            var lost = fields.intersection(
                    changes.modified().union(changes.added()).union(changes.removed()));
            if (!lost.isEmpty()) {
                var left = fields.difference(lost);
                if (left.isEmpty()) managers.remove(id);
                else managers.put(id, owned.withFields(left));
            } else if (fields.isEmpty()) {
                managers.remove(id);
            }
        }
        return own.modified().union(own.added()).difference(SYSTEM);
    }

    private void add(Managers managers, FieldSet taken) {
        var id = ManagerId.update(manager.isEmpty() ? UNKNOWN : manager, apiVersion, subresource);
        var before = managers.get(id);
        var fields = before == null ? taken : taken.union(before.fields());
        managers.put(id, new Owned(fields, apiVersion, false, now.truncatedTo(ChronoUnit.SECONDS)));
    }
}
