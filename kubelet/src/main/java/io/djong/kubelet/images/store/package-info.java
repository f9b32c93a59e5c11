/// The images of a machine's container runtime: bringing in, listing and removing them without a registry.
@NullMarked
package io.djong.kubelet.images.store;

import org.jspecify.annotations.NullMarked;
