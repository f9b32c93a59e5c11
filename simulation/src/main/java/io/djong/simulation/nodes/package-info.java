/// Nodes as data: what a kubelet would report, without a machine.
@NullMarked
package io.djong.simulation.nodes;

import org.jspecify.annotations.NullMarked;
