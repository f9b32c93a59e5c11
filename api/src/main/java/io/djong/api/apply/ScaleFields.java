package io.djong.api.apply;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.util.List;

/// Carries who manages the replicas between an object and its scale.
///
/// Source: apimachinery `managedfields.ScaleHandler`.
///
/// @param parent the entries of the object that is scaled
/// @param apiVersion in which it is scaled
/// @param replicas where it says how many replicas it wants
public record ScaleFields(List<ManagedFieldsEntry> parent, String apiVersion, List<PathElement> replicas) {
    /// In what version a scale is written.
    public static final String SCALE_VERSION = "autoscaling/v1";

    private static final List<PathElement> IN_SCALE = FieldSet.path("spec", "replicas");

    /// The entries of the scale: of those that manage the replicas.
    ///
    /// @throws FieldsException when the object's entries are not valid
    public List<ManagedFieldsEntry> ofScale() throws FieldsException {
        var read = Managers.read(parent);
        var scale = Managers.none();
        for (var id : read.ids()) {
            var owned = read.get(id);
            if (owned == null
                    || !owned.apiVersion().equals(apiVersion)
                    || !owned.fields().has(replicas)) continue;
            scale.put(id, new Owned(FieldSet.of(IN_SCALE), SCALE_VERSION, owned.applied(), owned.time()));
        }
        return scale.write();
    }

    /// The entries of the object after its scale was written.
    ///
    /// @param scale the entries of the scale afterwards
    /// @throws FieldsException when entries are not valid
    public List<ManagedFieldsEntry> ofParent(List<ManagedFieldsEntry> scale) throws FieldsException {
        var before = Managers.read(parent);
        var after = Managers.none();
        var left = Managers.read(scale);
        for (var id : before.ids()) {
            var owned = before.get(id);
            if (owned == null || !owned.apiVersion().equals(apiVersion)) continue;
            if (!owned.fields().has(replicas)) after.put(id, owned);
            else if (left.remove(id) != null) after.put(id, owned);
            else {
                var rest = owned.fields().difference(FieldSet.of(replicas));
                if (!rest.isEmpty()) after.put(id, owned.withFields(rest));
            }
        }
        for (var id : left.ids()) {
            var owned = left.get(id);
            if (owned == null || !owned.fields().has(IN_SCALE)) continue;
            var known = before.get(id);
            after.put(
                    id,
                    new Owned(FieldSet.of(replicas), apiVersion, owned.applied(), known == null ? null : known.time()));
        }
        return after.write();
    }
}
