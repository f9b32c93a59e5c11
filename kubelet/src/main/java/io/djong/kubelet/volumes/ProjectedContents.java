package io.djong.kubelet.volumes;

import io.djong.api.meta.Bytes;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.DownwardAPIVolumeFile;
import io.djong.api.types.core.v1.KeyToPath;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.core.v1.ServiceAccountTokenProjection;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.kubelet.environment.ContainerConfigException;
import io.djong.kubelet.environment.PodFacts;
import io.djong.kubelet.environment.PodFields;
import io.djong.kubelet.environment.ResourceFields;
import io.djong.kubelet.references.ReferenceException;
import io.djong.kubelet.references.ReferencedObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the files of a volume are that comes from the API: ConfigMaps, Secrets, tokens, the pod's own fields.
final class ProjectedContents {
    private static final int MODE_DEFAULT = 0644;
    private static final int MODE_PRIVATE = 0600;

    private final ReferencedObjects references;
    private final ServiceAccountTokens tokens;

    ProjectedContents(ReferencedObjects references, ServiceAccountTokens tokens) {
        this.references = references;
        this.tokens = tokens;
    }

    /// The files by path. Of a projected volume with several faults all are named.
    SortedMap<String, ProjectedFile> of(Pod pod, Volume volume, PodFacts facts)
            throws SetupException, InterruptedException {
        SortedMap<String, ProjectedFile> files = new TreeMap<>();
        var map = volume.configMap();
        var secret = volume.secret();
        var fields = volume.downwardAPI();
        var projected = volume.projected();
        if (map != null) {
            ConfigMap found = configMap(pod, map.name(), isTrue(map.optional()));
            add(files, data(found), map.items(), mode(map.defaultMode()), isTrue(map.optional()), MAP_KEY);
        } else if (secret != null) {
            Secret found = secret(pod, secret.secretName(), isTrue(secret.optional()));
            add(files, found.data(), secret.items(), mode(secret.defaultMode()), isTrue(secret.optional()), SECRET_KEY);
        } else if (fields != null) {
            addFields(files, pod, fields.items(), mode(fields.defaultMode()), facts);
        } else if (projected != null) {
            List<String> faults = new ArrayList<>();
            for (VolumeProjection source : projected.sources()) {
                try {
                    add(files, pod, source, mode(projected.defaultMode()), facts);
                } catch (SetupException e) {
                    faults.add(String.valueOf(e.getMessage()));
                }
            }
            fail(faults);
        }
        return files;
    }

    private static final String MAP_KEY = "configmap references non-existent config key: ";
    private static final String SECRET_KEY = "references non-existent secret key: ";

    private void add(SortedMap<String, ProjectedFile> files, Pod pod, VolumeProjection source, int mode, PodFacts facts)
            throws SetupException, InterruptedException {
        var map = source.configMap();
        var secret = source.secret();
        var fields = source.downwardAPI();
        var token = source.serviceAccountToken();
        if (map != null) {
            boolean optional = isTrue(map.optional());
            add(files, data(configMap(pod, map.name(), optional)), map.items(), mode, optional, MAP_KEY);
        } else if (secret != null) {
            boolean optional = isTrue(secret.optional());
            add(files, secret(pod, secret.name(), optional).data(), secret.items(), mode, optional, SECRET_KEY);
        } else if (fields != null) {
            addFields(files, pod, fields.items(), mode, facts);
        } else if (token != null) {
            files.put(token.path(), token(pod, token, mode));
        } else if (source.clusterTrustBundle() != null) {
            throw new SetupException("ClusterTrustBundle projection is not supported in static kubelet mode");
        } else if (source.podCertificate() != null) {
            throw new SetupException("pod certificate projection is not supported by this kubelet");
        }
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static int mode(@Nullable Integer mode) {
        return mode == null ? MODE_DEFAULT : mode;
    }

    private ConfigMap configMap(Pod pod, String name, boolean optional) throws SetupException, InterruptedException {
        try {
            return references.configMap(pod.metadata().namespace(), name);
        } catch (ReferenceException e) {
            if (optional && e.isNotFound()) {
                return ConfigMap.EMPTY;
            }
            throw new SetupException(e.getMessage(), e);
        }
    }

    private Secret secret(Pod pod, String name, boolean optional) throws SetupException, InterruptedException {
        try {
            return references.secret(pod.metadata().namespace(), name);
        } catch (ReferenceException e) {
            if (optional && e.isNotFound()) {
                return Secret.EMPTY;
            }
            throw new SetupException(e.getMessage(), e);
        }
    }

    private static Map<String, Bytes> data(ConfigMap map) {
        Map<String, Bytes> all = new TreeMap<>(map.binaryData());
        map.data().forEach((key, value) -> all.put(key, Bytes.utf8(value)));
        return all;
    }

    /// All keys as files, or those that the items name at their paths.
    private static void add(
            SortedMap<String, ProjectedFile> files,
            Map<String, Bytes> data,
            List<KeyToPath> items,
            int mode,
            boolean optional,
            String missing)
            throws SetupException {
        if (items.isEmpty()) {
            data.forEach((key, value) -> files.put(key, new ProjectedFile(value, mode)));
            return;
        }
        for (KeyToPath item : items) {
            Bytes value = data.get(item.key());
            if (value == null) {
                if (optional) {
                    continue;
                }
                throw new SetupException(missing + item.key());
            }
            Integer own = item.mode();
            files.put(item.path(), new ProjectedFile(value, own == null ? mode : own));
        }
    }

    private static void addFields(
            SortedMap<String, ProjectedFile> files,
            Pod pod,
            List<DownwardAPIVolumeFile> items,
            int mode,
            PodFacts facts)
            throws SetupException {
        List<String> faults = new ArrayList<>();
        for (DownwardAPIVolumeFile item : items) {
            Integer own = item.mode();
            var resource = item.resourceFieldRef();
            try {
                String value = "";
                if (item.fieldRef() != null) {
                    value = PodFields.metadata(item.fieldRef().fieldPath(), pod);
                } else if (resource != null) {
                    value = ResourceFields.of(resource, pod, facts.nodeAllocatable());
                }
                files.put(item.path(), new ProjectedFile(Bytes.utf8(value), own == null ? mode : own));
            } catch (ContainerConfigException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        fail(faults);
    }

    /// With an owner or a group for the volume the token is theirs alone.
    private ProjectedFile token(Pod pod, ServiceAccountTokenProjection source, int mode)
            throws SetupException, InterruptedException {
        Long owner = soleUser(pod);
        var context = pod.spec().securityContext();
        boolean grouped = context != null && context.fsGroup() != null;
        String token = tokens.token(pod, source.audience(), source.expirationSeconds());
        return new ProjectedFile(Bytes.utf8(token), owner != null || grouped ? MODE_PRIVATE : mode, owner);
    }

    /// The user that all containers run as; null when they differ or do not say.
    private static @Nullable Long soleUser(Pod pod) {
        var ofPod = pod.spec().securityContext();
        Long sole = null;
        for (Container container : Stream.concat(pod.spec().initContainers().stream(), pod.spec().containers().stream())
                .toList()) {
            var own = container.securityContext();
            Long user =
                    own != null && own.runAsUser() != null ? own.runAsUser() : ofPod == null ? null : ofPod.runAsUser();
            if (user == null || (sole != null && !sole.equals(user))) {
                return null;
            }
            sole = user;
        }
        return sole;
    }

    private static void fail(List<String> faults) throws SetupException {
        if (faults.size() == 1) {
            throw new SetupException(faults.getFirst());
        }
        if (!faults.isEmpty()) {
            throw new SetupException("[" + String.join(", ", faults) + "]");
        }
    }
}
