package io.djong.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A sum that stands for bytes: nobody finds others with the same one.
public enum Digest {
    SHA_256("SHA-256"),
    SHA_512("SHA-512");

    private final String algorithm;

    Digest(String algorithm) {
        this.algorithm = algorithm;
    }

    /// A sum to which bytes can be added.
    public MessageDigest begin() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /// The sum in small hexadecimal digits.
    public String hex(byte[] bytes) {
        return HexFormat.of().formatHex(begin().digest(bytes));
    }

    /// The sum of a text's UTF-8.
    public String hex(String text) {
        return hex(text.getBytes(UTF_8));
    }
}
