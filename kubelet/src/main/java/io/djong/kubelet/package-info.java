/// The kubelet: runs the pods of one node on a container runtime (CRI). [io.djong.kubelet.Kubelet]
/// is the whole of it, and the only place where its rooms are put together.
///
/// Source: kubernetes.io/docs/reference/command-line-tools-reference/kubelet.
@NullMarked
package io.djong.kubelet;

import org.jspecify.annotations.NullMarked;
