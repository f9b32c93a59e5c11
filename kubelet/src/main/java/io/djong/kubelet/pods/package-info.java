/// The pods of this node and their workers: one worker a pod, which starts what should run, ends what should end,
/// and says what is. [io.djong.kubelet.pods.KubeletPods] is the door for those who only look.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle.
@NullMarked
package io.djong.kubelet.pods;

import org.jspecify.annotations.NullMarked;
