package io.djong.apiserver.registry.volumes;

import io.djong.api.types.core.v1.PersistentVolumeClaimSpec;
import io.djong.api.types.core.v1.TypedLocalObjectReference;
import io.djong.api.types.core.v1.TypedObjectReference;
import org.jspecify.annotations.Nullable;

/// Where the first content of a claim's volume comes from. `dataSource` and `dataSourceRef` say the
/// same; whichever is missing is filled in from the other (KEP-1495). Another namespace is behind a
/// gate that is off by default.
final class DataSources {
    private DataSources() {}

    /// The wish as it is stored.
    ///
    /// @param old null of a new claim
    static PersistentVolumeClaimSpec prepared(
            PersistentVolumeClaimSpec given, @Nullable PersistentVolumeClaimSpec old) {
        var spec = given;
        boolean referred = old != null && old.dataSourceRef() != null;
        if (spec.dataSourceRef() != null && hasNamespace(spec.dataSourceRef()) && !referred) {
            spec = spec.withDataSourceRef(null);
        }
        boolean sourced = referred || (old != null && old.dataSource() != null);
        if (!sourced && spec.dataSourceRef() == null && !isKnown(spec.dataSource())) {
            spec = spec.withDataSource(null);
        }
        return paired(spec);
    }

    private static boolean hasNamespace(TypedObjectReference reference) {
        return reference.namespace() != null && !reference.namespace().isEmpty();
    }

    /// What `dataSource` alone may name; everything else is dropped in silence, as ever.
    private static boolean isKnown(@Nullable TypedLocalObjectReference source) {
        if (source == null) {
            return false;
        }
        var group = source.apiGroup() == null ? "" : source.apiGroup();
        return switch (source.kind()) {
            case "PersistentVolumeClaim" -> group.isEmpty();
            case "VolumeSnapshot" -> group.equals("snapshot.storage.k8s.io");
            default -> false;
        };
    }

    /// Both, where one of them is.
    static PersistentVolumeClaimSpec paired(PersistentVolumeClaimSpec spec) {
        var source = spec.dataSource();
        var reference = spec.dataSourceRef();
        if (source != null && reference == null) {
            return spec.withDataSourceRef(
                    new TypedObjectReference(source.apiGroup(), source.kind(), source.name(), null));
        }
        if (source == null && reference != null && !hasNamespace(reference)) {
            return spec.withDataSource(
                    new TypedLocalObjectReference(reference.apiGroup(), reference.kind(), reference.name()));
        }
        return spec;
    }
}
