package io.djong.api.quantity;

/// The notation that a quantity was written in and is printed in again.
public enum QuantityFormat {
    /// `12e6`.
    DECIMAL_EXPONENT,
    /// `12Mi`, that is 12 × 2^20.
    BINARY_SI,
    /// `12M`, that is 12 × 10^6.
    DECIMAL_SI
}
