package io.djong.api.certificates;

import io.djong.api.meta.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Public keys of the three kinds that are in use, in the form of RFC 5280.
public final class PublicKeys {
    private static final int DIGEST_BYTES = 32;

    /// Object identifiers in hexadecimal.
    private enum Kind {
        RSA("2a864886f70d010101"),
        EC("2a8648ce3d0201"),
        ED25519("2b6570");

        private final String id;

        Kind(String id) {
            this.id = id;
        }
    }

    private PublicKeys() {}

    /// The key, or null when the bytes are none.
    public static @Nullable PublicKey parse(Bytes der) {
        try {
            return read(der.shared());
        } catch (SigningRequest.Unreadable | Der.Malformed e) {
            return null;
        }
    }

    static PublicKey read(byte[] der) throws SigningRequest.Unreadable, Der.Malformed {
        var id = HexFormat.of()
                .formatHex(new Der(der)
                        .enter(Der.SEQUENCE)
                        .enter(Der.SEQUENCE)
                        .enter(Der.OBJECT_ID)
                        .rest());
        for (var kind : Kind.values()) {
            if (kind.id.equals(id)) {
                try {
                    return KeyFactory.getInstance(kind.name()).generatePublic(new X509EncodedKeySpec(der));
                } catch (GeneralSecurityException e) {
                    throw new SigningRequest.Unreadable("x509: invalid public key");
                }
            }
        }
        throw new SigningRequest.Unreadable("x509: unknown public key algorithm");
    }

    /// The length of an RSA key in whole bytes, as bits; 0 for other keys.
    public static int rsaBits(PublicKey key) {
        return key instanceof RSAPublicKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 * 8 : 0;
    }

    /// Whether the owner of the key has signed these bytes: with SHA-256 for ECDSA, and by PSS for RSA.
    public static boolean hasSigned(PublicKey key, byte[] signed, Bytes signature) {
        try {
            return switch (key.getAlgorithm()) {
                case "RSA" ->
                    pss(key, signed, signature, DIGEST_BYTES)
                            || pss(key, signed, signature, rsaBits(key) / 8 - DIGEST_BYTES - 2);
                case "EC" -> verified(Signature.getInstance("SHA256withECDSA"), key, signed, signature);
                default -> verified(Signature.getInstance("Ed25519"), key, signed, signature);
            };
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean pss(PublicKey key, byte[] signed, Bytes signature, int saltBytes)
            throws GeneralSecurityException {
        var check = Signature.getInstance("RSASSA-PSS");
        check.setParameter(new PSSParameterSpec(
                "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC));
        return verified(check, key, signed, signature);
    }

    private static boolean verified(Signature check, PublicKey key, byte[] signed, Bytes signature)
            throws GeneralSecurityException {
        check.initVerify(key);
        check.update(signed);
        return check.verify(signature.shared());
    }
}
