@NullMarked
package io.djong.simulation.nodes;

import org.jspecify.annotations.NullMarked;
