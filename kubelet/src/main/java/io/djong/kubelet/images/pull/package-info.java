/// Images that a pod's containers need: whether to fetch them, with whose credentials, and how often to try.
///
/// Source: kubernetes.io/docs/concepts/containers/images.
@NullMarked
package io.djong.kubelet.images.pull;

import org.jspecify.annotations.NullMarked;
