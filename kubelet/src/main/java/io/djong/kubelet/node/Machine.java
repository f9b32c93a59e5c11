package io.djong.kubelet.node;

import java.util.List;
import java.util.SortedMap;

/// What a node's status says of the machine.
///
/// @param machineId of `/etc/machine-id`, or ""
/// @param systemUuid of the firmware, else the machine's id
/// @param bootId changes with each boot
/// @param kernelVersion as `uname -r`
/// @param osImage for people: `Debian GNU/Linux 12 (bookworm)`
/// @param architecture Go's word: `amd64`
/// @param cpus that are online
/// @param memoryBytes all there is
/// @param swapBytes all there is
/// @param hugePages number of pages by their size in bytes
/// @param storageBytes size of the file system that holds the kubelet's folder
/// @param addresses that the machine is reached by, the one of the default route first; empty when it
///     has none
/// @param hostname of the machine
public record Machine(
        String machineId,
        String systemUuid,
        String bootId,
        String kernelVersion,
        String osImage,
        String architecture,
        int cpus,
        long memoryBytes,
        long swapBytes,
        SortedMap<Long, Long> hugePages,
        long storageBytes,
        List<String> addresses,
        String hostname) {
    public Machine {
        addresses = List.copyOf(addresses);
    }
}
