/// What makes this machine a node: a container runtime of its own with the images that are made here, and the
/// components that work on the node.
@NullMarked
package io.djong.cluster.node;

import org.jspecify.annotations.NullMarked;
