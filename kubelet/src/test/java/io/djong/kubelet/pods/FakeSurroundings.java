package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.LinuxContainerResources;
import io.djong.kubelet.cri.Mount;
import io.djong.kubelet.runtime.PodContext;
import io.djong.kubelet.volumes.PodMounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Nothing is around these pods; who asked for it, and who took it away, is noted.
final class FakeSurroundings implements PodSurroundings {
    private final List<String> removed = new CopyOnWriteArrayList<>();
    private volatile String missing = "";

    List<String> removed() {
        return List.copyOf(removed);
    }

    /// Preparations fail with this until it is "".
    void missing(String message) {
        missing = message;
    }

    @Override
    public PodContext prepare(Pod pod, List<String> podIps) throws PreparationException {
        if (!missing.isEmpty()) {
            throw new PreparationException(missing, null);
        }
        return new PodContext(
                new NoMounts(),
                (container, ips) -> new TreeMap<>(),
                null,
                pod.metadata().name(),
                "",
                container -> LinuxContainerResources.EMPTY,
                null,
                null,
                List.of());
    }

    private record NoMounts() implements PodMounts {
        @Override
        public Optional<Path> hostPath(String volume) {
            return Optional.empty();
        }

        @Override
        public List<Mount> of(
                Container container,
                Map<String, String> environment,
                List<String> podIps,
                Map<String, ImageSpec> imageVolumes) {
            return List.of();
        }
    }

    @Override
    public void remove(String uid) {
        removed.add(uid);
    }

    @Override
    public List<String> orphans(Set<String> known) {
        return List.of();
    }
}
