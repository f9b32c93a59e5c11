/// What ships: the distribution's folder and archive, and the AOT cache that each machine trains for itself.
@NullMarked
package io.djong.djong.dist;

import org.jspecify.annotations.NullMarked;
