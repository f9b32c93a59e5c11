package io.djong.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks signatures of JSON web tokens against a set of keys. Only the signature: who issued it, for whom and until
/// when are claims, and those are for the caller to judge. Immutable and safe for use by several threads.
///
/// A token that names a key we have is checked against that one, else against all (as upstream does); the algorithm
/// is decided by the key, never by the token, so that `none` and confusions of algorithms have no way in.
public final class JwtVerifier {
    /// Longer tokens are refused unread; headers of HTTP are not allowed to be longer either.
    public static final int TOKEN_CHARS_MAX = 64 * 1024;

    private final Map<String, PublicKey> keys;

    public JwtVerifier(List<PublicKey> keys) {
        Map<String, PublicKey> byId = new LinkedHashMap<>();
        for (PublicKey key : keys) {
            byId.put(KeyId.of(key), key);
        }
        this.keys = java.util.Collections.unmodifiableMap(byId);
    }

    /// The keys as the document of RFC 7517, for others who want to verify.
    public String keySet() {
        try {
            return Jwks.document(List.copyOf(keys.values()));
        } catch (PkiException e) {
            throw new IllegalStateException("keys that verify tokens are of known kinds", e);
        }
    }

    /// The names of the algorithms of these keys, as RFC 7518 has them, sorted.
    public List<String> algorithms() {
        return keys.values().stream()
                .map(key -> String.valueOf(JwtAlgorithm.of(key)))
                .distinct()
                .sorted()
                .toList();
    }

    /// The payload of the token when one of the keys signed it: the bytes of a JSON document.
    ///
    /// @throws PkiException not a token in compact form, or none of the keys signed it
    public byte[] verify(String token) throws PkiException {
        if (token.length() > TOKEN_CHARS_MAX) {
            throw new PkiException("The token is longer than " + TOKEN_CHARS_MAX + " characters.");
        }
        JwtParts parts = JwtParts.parse(token);
        for (PublicKey key : candidates(parts.header)) {
            if (signedBy(key, parts)) {
                return parts.payload;
            }
        }
        throw new PkiException("The token is not signed by a known key.");
    }

    /// The payload without any check, to look at the issuer before choosing a verifier.
    public static byte[] unverifiedPayload(String token) throws PkiException {
        return JwtParts.parse(token).payload;
    }

    private List<PublicKey> candidates(JoseHeader header) {
        PublicKey named = keys.get(header.keyId());
        return named == null ? new ArrayList<>(keys.values()) : List.of(named);
    }

    private static boolean signedBy(PublicKey key, JwtParts parts) {
        JwtAlgorithm algorithm = JwtAlgorithm.of(key);
        if (algorithm == null || !algorithm.name().equals(parts.header.algorithm())) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            signature.initVerify(key);
            signature.update(parts.signed.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(parts.signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static final class JwtParts {
        final JoseHeader header;
        final byte[] payload;
        final String signed;
        final byte[] signature;

        private JwtParts(JoseHeader header, byte[] payload, String signed, byte[] signature) {
            this.header = header;
            this.payload = payload;
            this.signed = signed;
            this.signature = signature;
        }

        static JwtParts parse(String token) throws PkiException {
            int first = token.indexOf('.');
            int second = token.indexOf('.', first + 1);
            if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
                throw new PkiException("The token does not have three parts.");
            }
            try {
                Base64.Decoder decoder = Base64.getUrlDecoder();
                return new JwtParts(
                        JoseHeader.parse(decoder.decode(token.substring(0, first))),
                        decoder.decode(token.substring(first + 1, second)),
                        token.substring(0, second),
                        decoder.decode(token.substring(second + 1)));
            } catch (IllegalArgumentException e) {
                throw new PkiException("The token is not valid base64url.", e);
            }
        }
    }
}
