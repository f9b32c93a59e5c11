package io.djong.linux.mount;

import java.nio.file.Path;
import java.util.List;

/// One line of mountinfo (proc(5)).
///
/// @param id unique among the mounts that exist now
/// @param parent the mount that this one is in
/// @param device `major:minor`
/// @param root which part of the file system is visible
/// @param point where
/// @param options of this mount, such as `ro`
/// @param propagation such as `shared:7`, `master:3`; empty when private
/// @param type such as `ext4`
/// @param source such as `/dev/vda1`
/// @param superOptions of the file system
public record MountEntry(
        int id,
        int parent,
        String device,
        String root,
        Path point,
        List<String> options,
        List<String> propagation,
        String type,
        String source,
        List<String> superOptions) {
    public MountEntry {
        options = List.copyOf(options);
        propagation = List.copyOf(propagation);
        superOptions = List.copyOf(superOptions);
    }

    public boolean readOnly() {
        return options.contains("ro") || superOptions.contains("ro");
    }

    public boolean shared() {
        return propagation.stream().anyMatch(p -> p.startsWith("shared:"));
    }
}
