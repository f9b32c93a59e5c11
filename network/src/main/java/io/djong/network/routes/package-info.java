/// Paths to the pods of other nodes: one route per node, from the Node objects (host gateway; all nodes on one link).
@NullMarked
package io.djong.network.routes;

import org.jspecify.annotations.NullMarked;
