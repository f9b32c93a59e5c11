/// The container runtime's two services, typed: one method per call, its time limit as upstream's kubelet has it.
///
/// Source: the Container Runtime Interface, `runtime.v1`.
@NullMarked
package io.djong.kubelet.runtime.service;

import org.jspecify.annotations.NullMarked;
