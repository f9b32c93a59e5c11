package io.djong.kubelet.eviction;

import io.djong.api.types.core.v1.Pod;
import java.util.List;
import java.util.Map;

/// What a node has, what its pods use of it, and what can be had back without ending pods. Calls block.
public interface NodeResources {
    /// How much is left of everything that is measured. Cheap.
    Map<Signal, Observation> observe() throws InterruptedException;

    /// What these pods use, by uid; what cannot be measured is missing. Takes calls of the runtime and walks through
    /// files.
    Map<String, PodUse> uses(List<Pod> pods) throws InterruptedException;

    /// Whether images lie on a disk of their own.
    boolean hasDedicatedImages() throws InterruptedException;

    /// Removes containers that have ended and images that nobody uses.
    void reclaimDisk() throws InterruptedException;
}
