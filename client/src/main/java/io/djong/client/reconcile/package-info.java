/// The one loop: what converges state is a [Reconciler] that a [Controller] runs.
@NullMarked
package io.djong.client.reconcile;

import org.jspecify.annotations.NullMarked;
