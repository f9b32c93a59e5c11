/// A pod as the container runtime has it: what is there
/// ([io.djong.kubelet.runtime.PodRuntimeStatus]), who tells when it changes
/// ([io.djong.kubelet.runtime.PodLifecycle]), and who makes it what it should be
/// ([io.djong.kubelet.runtime.PodRuntime]).
///
/// Nothing here knows the API server. Events are recorded, statuses are not written. What is
/// decided is a pure plan (`SyncPlan`, `SandboxConfigs`, `ContainerConfigs`); what is done follows
/// it. Names, labels, annotations, folders and messages are those of upstream's kubelet, so that
/// either can take over the other's pods.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle; the Container Runtime Interface.
@NullMarked
package io.djong.kubelet.runtime;

import org.jspecify.annotations.NullMarked;
