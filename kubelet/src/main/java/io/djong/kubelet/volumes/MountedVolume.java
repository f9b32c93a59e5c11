package io.djong.kubelet.volumes;

import java.nio.file.Path;

/// A volume that is set up.
///
/// @param path on the node
/// @param readOnly containers cannot write in it, whatever their mounts say
/// @param managed the kubelet made it, for this pod alone
record MountedVolume(Path path, boolean readOnly, boolean managed) {}
