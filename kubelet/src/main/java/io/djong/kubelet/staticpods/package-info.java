/// Static pods: manifests in a folder of the node, run without asking the API server.
///
/// Source: kubernetes.io/docs/tasks/configure-pod-container/static-pod.
@NullMarked
package io.djong.kubelet.staticpods;

import org.jspecify.annotations.NullMarked;
