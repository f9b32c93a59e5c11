package io.djong.kubelet.eviction;

import org.jspecify.annotations.Nullable;

/// What is measured of a node, by upstream's names.
public enum Signal {
    MEMORY("memory.available", "memory", "MemoryPressure"),
    ALLOCATABLE_MEMORY("allocatableMemory.available", "memory", "MemoryPressure"),
    NODE_DISK("nodefs.available", "ephemeral-storage", "DiskPressure"),
    NODE_INODES("nodefs.inodesFree", "inodes", "DiskPressure"),
    IMAGE_DISK("imagefs.available", "ephemeral-storage", "DiskPressure"),
    IMAGE_INODES("imagefs.inodesFree", "inodes", "DiskPressure"),
    CONTAINER_DISK("containerfs.available", "ephemeral-storage", "DiskPressure"),
    CONTAINER_INODES("containerfs.inodesFree", "inodes", "DiskPressure"),
    PROCESSES("pid.available", "pids", "PIDPressure");

    private final String text;
    private final String resource;
    private final String condition;

    Signal(String text, String resource, String condition) {
        this.text = text;
        this.resource = resource;
        this.condition = condition;
    }

    /// As flags name it: `memory.available`.
    String text() {
        return text;
    }

    /// What is scarce: `memory`, `ephemeral-storage`, `inodes`, `pids`.
    String resource() {
        return resource;
    }

    /// The node's condition: `MemoryPressure` and the like.
    String condition() {
        return condition;
    }

    boolean isMemory() {
        return this == MEMORY || this == ALLOCATABLE_MEMORY;
    }

    static @Nullable Signal of(String text) {
        for (var signal : values()) {
            if (signal.text.equals(text)) {
                return signal;
            }
        }
        return null;
    }
}
