/// Waiting longer after each failure of the same thing.
@NullMarked
package io.djong.kubelet.backoff;

import org.jspecify.annotations.NullMarked;
