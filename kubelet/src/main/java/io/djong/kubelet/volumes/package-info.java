/// What a container finds in its file system beside its image: volumes set up on the host, kept up to date, mounted
/// (whole or a path in them), and taken away. Source: kubernetes.io/docs/concepts/storage/volumes.
@NullMarked
package io.djong.kubelet.volumes;

import org.jspecify.annotations.NullMarked;
