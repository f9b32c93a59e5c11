package io.djong.pki;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The JSON document at `/openid/v1/jwks` (RFC 7517): the keys that verify service account tokens.
public final class Jwks {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Jwks() {}

    /// The document, keys ordered by their id; duplicates appear once.
    ///
    /// @throws PkiException a key of a kind that no token algorithm takes
    public static String document(List<PublicKey> keys) throws PkiException {
        for (PublicKey key : keys) {
            if (JwtAlgorithm.of(key) == null) {
                throw new PkiException("A key set can hold RSA keys and keys on P-256, P-384 and P-521 only.");
            }
        }
        return keys.stream()
                .distinct()
                .sorted(Comparator.comparing(KeyId::of))
                .map(Jwks::member)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String member(PublicKey key) {
        String id = KeyId.of(key);
        JwtAlgorithm algorithm = JwtAlgorithm.of(key);
        return switch (key) {
            case RSAPublicKey rsa ->
                "{\"use\":\"sig\",\"kty\":\"RSA\",\"kid\":\"" + id + "\",\"alg\":\"" + algorithm + "\",\"n\":\""
                        + number(rsa.getModulus(), 0) + "\",\"e\":\"" + number(rsa.getPublicExponent(), 0) + "\"}";
            case ECPublicKey ec -> {
                int bits = ec.getParams().getOrder().bitLength();
                int size = (bits + 7) / 8;
                yield "{\"use\":\"sig\",\"kty\":\"EC\",\"kid\":\"" + id + "\",\"crv\":\"P-" + bits + "\",\"alg\":\""
                        + algorithm + "\",\"x\":\"" + number(ec.getW().getAffineX(), size) + "\",\"y\":\""
                        + number(ec.getW().getAffineY(), size) + "\"}";
            }
            default -> throw new IllegalArgumentException("not a signing key: " + key.getAlgorithm());
        };
    }

    /// Big-endian, without a sign byte, at least `sizeBytes` long.
    private static String number(BigInteger value, int sizeBytes) {
        byte[] raw = value.toByteArray();
        int from = raw.length > 1 && raw[0] == 0 ? 1 : 0;
        int length = raw.length - from;
        byte[] out = new byte[Math.max(length, sizeBytes)];
        System.arraycopy(raw, from, out, out.length - length, length);
        return BASE64.encodeToString(out);
    }
}
