package io.djong.kubelet.images.archive;

import io.djong.pki.Hash;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SHA-256 of some content, by which content is found and checked.
///
/// @param hex 64 hexadecimal digits in lower case
public record Digest(String hex) implements Comparable<Digest> {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + hex);
        }
    }

    /// The digest of some bytes.
    public static Digest of(byte[] content) {
        return new Digest(Hash.SHA_256.hex(content));
    }

    /// The digest that a text such as `sha256:…` writes, or empty when it is none of this algorithm.
    public static Optional<Digest> parse(String text) {
        var hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
        return HEX.matcher(hex).matches() ? Optional.of(new Digest(hex)) : Optional.empty();
    }

    static Digest finish(MessageDigest sum) {
        return new Digest(HexFormat.of().formatHex(sum.digest()));
    }

    static MessageDigest algorithm() {
        return Hash.SHA_256.begin();
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    /// As it is written in manifests: `sha256:…`.
    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
