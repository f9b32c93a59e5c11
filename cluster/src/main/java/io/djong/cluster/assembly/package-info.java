/// Clusters put together: which components there are, in which order they start, and as whom each of them
/// acts.
@NullMarked
package io.djong.cluster.assembly;

import org.jspecify.annotations.NullMarked;
