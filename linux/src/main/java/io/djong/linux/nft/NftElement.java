package io.djong.linux.nft;

import org.jspecify.annotations.Nullable;

/// One element of a set or map.
///
/// @param key the key, or the first of a range
/// @param last the last of a range (inclusive), or null for a single key
/// @param value in a map to values; else empty
/// @param verdict in a map to verdicts; else null
public record NftElement(
        NftBytes key,
        @Nullable NftBytes last,
        NftBytes value,
        @Nullable NftVerdict verdict) {
    public static NftElement key(NftBytes key) {
        return new NftElement(key, null, NftBytes.EMPTY, null);
    }

    public static NftElement range(NftBytes first, NftBytes last) {
        return new NftElement(first, last, NftBytes.EMPTY, null);
    }

    public static NftElement value(NftBytes key, NftBytes value) {
        return new NftElement(key, null, value, null);
    }

    public static NftElement verdict(NftBytes key, NftVerdict verdict) {
        return new NftElement(key, null, NftBytes.EMPTY, verdict);
    }
}
