package io.djong.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A digest that stands for bytes: nobody finds others with the same one.
public enum Hash {
    SHA_256("SHA-256"),
    SHA_512("SHA-512");

    private final String algorithm;

    Hash(String algorithm) {
        this.algorithm = algorithm;
    }

    /// One to which bytes can be added.
    public MessageDigest begin() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    public byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /// In small hexadecimal digits.
    public String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /// That of a text's UTF-8.
    public String hex(String text) {
        return hex(text.getBytes(UTF_8));
    }
}
