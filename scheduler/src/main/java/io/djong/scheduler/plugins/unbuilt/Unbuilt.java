package io.djong.scheduler.plugins.unbuilt;

import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.scheduler.framework.Plugin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The plug-ins of upstream's default profile that Djong does not have yet, and which pods need each of
/// them. Shrinks.
public final class Unbuilt {
    private static final Map<String, Function<PodSpec, @Nullable String>> NEEDS = needs();

    private Unbuilt() {}

    private static Map<String, Function<PodSpec, @Nullable String>> needs() {
        Map<String, Function<PodSpec, @Nullable String>> needs = new LinkedHashMap<>();
        needs.put("VolumeRestrictions", Unbuilt::diskThatIsNotShared);
        needs.put("NodeVolumeLimits", _ -> null);
        needs.put("VolumeBinding", Unbuilt::claim);
        needs.put("VolumeZone", _ -> null);
        needs.put("DynamicResources", spec -> spec.resourceClaims().isEmpty() ? null : "spec.resourceClaims");
        needs.put("NodeDeclaredFeatures", _ -> null);
        return needs;
    }

    /// Their names.
    public static Set<String> names() {
        return NEEDS.keySet();
    }

    /// The stand-in for a plug-in.
    ///
    /// @throws IllegalArgumentException if it is not one of [#names]
    public static Plugin standIn(String name) {
        Function<PodSpec, @Nullable String> need = NEEDS.get(name);
        if (need == null) throw new IllegalArgumentException(name + " is built, or unknown");
        return name.equals("DynamicResources") ? new UnbuiltResourceClaims(need) : new UnbuiltPlugin(name, need);
    }

    private static @Nullable String diskThatIsNotShared(PodSpec spec) {
        for (int i = 0; i < spec.volumes().size(); i++) {
            Volume volume = spec.volumes().get(i);
            String path = "spec.volumes[" + i + "].";
            if (volume.gcePersistentDisk() != null) return path + "gcePersistentDisk";
            if (volume.awsElasticBlockStore() != null) return path + "awsElasticBlockStore";
            if (volume.rbd() != null) return path + "rbd";
            if (volume.iscsi() != null) return path + "iscsi";
        }
        return null;
    }

    private static @Nullable String claim(PodSpec spec) {
        for (int i = 0; i < spec.volumes().size(); i++) {
            Volume volume = spec.volumes().get(i);
            if (volume.persistentVolumeClaim() != null) return "spec.volumes[" + i + "].persistentVolumeClaim";
            if (volume.ephemeral() != null) return "spec.volumes[" + i + "].ephemeral";
        }
        return null;
    }
}
