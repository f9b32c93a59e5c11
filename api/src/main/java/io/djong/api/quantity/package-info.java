/// Quantities of resources ("500m", "2Gi") exactly as upstream's `resource.Quantity` reads, compares and prints them.
///
/// The door is [io.djong.api.quantity.Quantity]; a text that is none is a [io.djong.api.quantity.QuantityException].
@NullMarked
package io.djong.api.quantity;

import org.jspecify.annotations.NullMarked;
