/// Container images as files: tar archives, OCI layouts, docker archives, and the few images that Djong makes itself.
///
/// Everything here is a function of bytes; nothing talks to a runtime or a registry.
@NullMarked
package io.djong.kubelet.images.archive;

import org.jspecify.annotations.NullMarked;
