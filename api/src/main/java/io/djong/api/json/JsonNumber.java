package io.djong.api.json;

/// A JSON number as upstream's decoder keeps it: what is written as an integer that fits into 64
/// bits is that integer, everything else a double.
public final class JsonNumber implements JsonValue {
    private final long bits;
    private final boolean integer;
    private final String written;

    private JsonNumber(long bits, boolean integer, String written) {
        this.bits = bits;
        this.integer = integer;
        this.written = written;
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(value, true, "");
    }

    /// A double that was read from a text such as `2.0`, which counts where upstream passes texts on unread.
    static JsonNumber of(double value, String written) {
        return new JsonNumber(Double.doubleToLongBits(value), false, written);
    }

    /// How a double was written; "" when that is not known, and for integers.
    String written() {
        return written;
    }

    /// A finite double.
    public static JsonNumber of(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("not a JSON number: " + value);
        return of(value, "");
    }

    /// Whether it was written as an integer that fits into 64 bits.
    public boolean isInteger() {
        return integer;
    }

    /// The integer; a double is cut towards zero.
    public long longValue() {
        return integer ? bits : (long) Double.longBitsToDouble(bits);
    }

    public double doubleValue() {
        return integer ? (double) bits : Double.longBitsToDouble(bits);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof JsonNumber that)) return false;
        return integer && that.integer ? bits == that.bits : doubleValue() == that.doubleValue();
    }

    @Override
    public int hashCode() {
        double value = doubleValue();
        return value == 0 ? 0 : Double.hashCode(value);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
