package io.djong.kubelet.eviction;

import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityFormat;
import org.jspecify.annotations.Nullable;

/// So much of something: a quantity, or a share of all there is.
///
/// @param quantity null for a share
/// @param share from 0 to 1, in upstream's single precision
record Amount(@Nullable Quantity quantity, float share) {
    Quantity of(Quantity capacity) {
        return quantity == null
                ? Quantity.ofUnits((long) ((double) capacity.value() * (double) share), QuantityFormat.BINARY_SI)
                : quantity;
    }
}
