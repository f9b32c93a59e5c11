/// The ConfigMaps and Secrets that pods on this node name: read when a container or a volume needs them, and watched
/// one by one, because a node may see those only that its pods use.
@NullMarked
package io.djong.kubelet.references;

import org.jspecify.annotations.NullMarked;
