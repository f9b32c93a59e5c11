package io.djong.kubelet.stats;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a pod takes of the node's disks, besides its containers' own layers.
///
/// @param volumes by name: those that have a folder on the node
/// @param local which of them take room on the node's own disk: `emptyDir` and `configMap`
/// @param logs of its containers, by name
/// @param otherBytes its `/etc/hosts`
public record PodDisks(
        SortedMap<String, Usage.Disk> volumes, Set<String> local, SortedMap<String, Usage.Disk> logs, long otherBytes) {
    /// Nothing.
    public static final PodDisks NONE = new PodDisks(new TreeMap<>(), Set.of(), new TreeMap<>(), 0);

    public PodDisks {
        volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
        local = Set.copyOf(local);
        logs = Collections.unmodifiableSortedMap(new TreeMap<>(logs));
    }
}
