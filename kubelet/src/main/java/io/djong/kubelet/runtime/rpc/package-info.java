/// Calls to a program on the same machine, over gRPC on a Unix socket: the container runtime, device and storage
/// plug-ins.
///
/// Messages are the generated records of `schema/`, which read and write themselves; gRPC only
/// carries their bytes. A call blocks its (virtual) thread.
@NullMarked
package io.djong.kubelet.runtime.rpc;

import org.jspecify.annotations.NullMarked;
