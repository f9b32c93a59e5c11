/// What can be said of a Node by looking at it.
@NullMarked
package io.djong.api.nodes;

import org.jspecify.annotations.NullMarked;
