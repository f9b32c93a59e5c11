/// Images that nobody uses, removed when their disk gets full.
///
/// Source: kubernetes.io/docs/concepts/architecture/garbage-collection, "Container image lifecycle".
@NullMarked
package io.djong.kubelet.images.collect;

import org.jspecify.annotations.NullMarked;
