package io.djong.base.wire;

/// Where a reader finds strings that it has met before, so that text that repeats (keys, images, names) is
/// one object.
public interface Interner {
    /// The string of these UTF-8 bytes; bytes that are not UTF-8 become U+FFFD.
    String utf8(byte[] data, int from, int length);
}
