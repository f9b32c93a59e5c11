package io.djong.kubelet.volumes;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.mount.MountEntry;
import io.djong.linux.mount.MountTable;
import io.djong.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Path;

/// Takes away what is mounted in a pod's folder.
final class PodUnmount {
    private PodUnmount() {}

    /// The deepest mounts first; what something still has open disappears when that ends.
    ///
    /// @param folder without symbolic links in it
    static void all(Path folder) throws IOException, LinuxException {
        for (MountEntry entry : MountTable.read().below(folder)) {
            try {
                Mounts.unmount(entry.point());
            } catch (LinuxException e) {
                if (e.is(Errno.EBUSY)) {
                    Mounts.detach(entry.point());
                } else if (!e.is(Errno.EINVAL) && !e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
        }
    }
}
