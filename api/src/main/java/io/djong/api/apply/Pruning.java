package io.djong.api.apply;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonSpans;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes out of an object what an applier wanted before and does not want any more, unless others manage
/// it.
final class Pruning {
    private final ApplyWrite.Target target;
    private final Managers managers;
    private final ManagerId applier;
    private final String apiVersion;

    /// @param managers what they manage from now on, the applier among them
    /// @param applier who applies
    /// @param apiVersion of the apply
    Pruning(ApplyWrite.Target target, Managers managers, ManagerId applier, String apiVersion) {
        this.target = target;
        this.managers = managers;
        this.applier = applier;
        this.apiVersion = apiVersion;
    }

    /// @param merged the object with what is wanted now
    /// @param last what the applier managed before; null for nothing
    JsonSpans prune(JsonSpans merged, @Nullable Owned last) throws FieldsException {
        if (last == null || last.fields().isEmpty()) return merged;
        var now = managers.get(applier);
        boolean allKept = now != null
                && now.apiVersion().equals(last.apiVersion())
                && last.fields().difference(now.fields()).isEmpty();
        if (allKept) return merged;
        var version = last.apiVersion();
        var type = target.type(version);
        var converted = target.convert(merged, apiVersion, version);
        if (type == null || converted == null) return merged;
        var owned = type.named(last.fields());
        var pruned = new Typed(type, converted).without(owned).json();
        pruned = withOwned(converted, pruned, version);
        pruned = withDangling(type, converted, pruned, owned);
        var back = target.convert(pruned, version, apiVersion);
        if (back == null) throw new FieldsException("no corresponding type for " + apiVersion);
        return back;
    }

    /// Adds back what anybody manages, in all versions in which something is managed, the object's own
    /// first.
    ///
    /// @return in the version in which they came
    private JsonSpans withOwned(JsonSpans merged, JsonSpans pruned, String version) throws FieldsException {
        var byVersion = new TreeMap<String, FieldSet>();
        for (var id : managers.ids()) {
            var owned = managers.get(id);
            if (owned != null) byVersion.merge(owned.apiVersion(), owned.fields(), FieldSet::union);
        }
        var own = byVersion.remove(version);
        var left = own == null ? pruned : withOwned(version, merged, pruned, own);
        for (var entry : byVersion.entrySet()) {
            var other = entry.getKey();
            var mergedThere = target.convert(merged, version, other);
            var prunedThere = target.convert(left, version, other);
            if (mergedThere == null || prunedThere == null) continue;
            var back = target.convert(withOwned(other, mergedThere, prunedThere, entry.getValue()), other, version);
            if (back != null) left = back;
        }
        return left;
    }

    private JsonSpans withOwned(String version, JsonSpans merged, JsonSpans pruned, FieldSet managed)
            throws FieldsException {
        var type = target.type(version);
        if (type == null) return pruned;
        var all = type.named(new Typed(type, merged).fields());
        var kept = type.named(new Typed(type, pruned).fields()).union(type.named(managed));
        return new Typed(type, merged).without(all.difference(kept)).json();
    }

    /// Adds back what the applier did not manage.
    private static JsonSpans withDangling(ApplyType type, JsonSpans merged, JsonSpans pruned, FieldSet last)
            throws FieldsException {
        var kept = type.named(new Typed(type, pruned).fields());
        var all = type.named(new Typed(type, merged).fields());
        return new Typed(type, merged)
                .without(all.difference(kept).intersection(last))
                .json();
    }
}
