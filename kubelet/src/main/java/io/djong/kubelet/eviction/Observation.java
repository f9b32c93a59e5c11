package io.djong.kubelet.eviction;

import io.djong.api.quantity.Quantity;
import java.time.Instant;

/// How much of something there is, and how much of that is left.
public record Observation(Quantity available, Quantity capacity, Instant time) {}
