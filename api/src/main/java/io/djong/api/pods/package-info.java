/// What can be said of a pod by looking at it: its image names, what it requests, whether it is ready, what it
/// tolerates.
@NullMarked
package io.djong.api.pods;

import org.jspecify.annotations.NullMarked;
