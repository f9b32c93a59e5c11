package io.djong.apiserver.admission.storage;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.volumes.VolumeClasses;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Gives new claims that say nothing about a storage class the default one: of several the youngest.
public final class DefaultStorageClass implements AdmissionPlugin {
    private static final Comparator<StorageClass> FIRST = Comparator.comparing(
                    (StorageClass storage) -> storage.metadata().creationTimestamp())
            .reversed()
            .thenComparing(storage -> storage.metadata().name());

    private final ResourceCache<StorageClass> classes;

    /// @param classes as they are now
    public DefaultStorageClass(ResourceCache<StorageClass> classes) {
        this.classes = classes;
    }

    @Override
    public String name() {
        return "DefaultStorageClass";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(CoreV1.PERSISTENT_VOLUME_CLAIMS);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!(object instanceof PersistentVolumeClaim claim) || VolumeClasses.isChosen(claim)) {
            return object;
        }
        var found = byDefault();
        return found == null
                ? claim
                : claim.withSpec(
                        claim.spec().withStorageClassName(found.metadata().name()));
    }

    private @Nullable StorageClass byDefault() {
        StorageClass found = null;
        for (var each = classes.snapshot().entries().entries(); each.next(); ) {
            var candidate = each.value().object();
            if (VolumeClasses.isDefault(candidate) && (found == null || FIRST.compare(candidate, found) < 0)) {
                found = candidate;
            }
        }
        return found;
    }
}
