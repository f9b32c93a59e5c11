/// Names of images: what a pod's `image` field may say and what it means.
@NullMarked
package io.djong.kubelet.images.reference;

import org.jspecify.annotations.NullMarked;
