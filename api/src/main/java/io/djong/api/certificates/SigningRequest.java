package io.djong.api.certificates;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.meta.Bytes;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A PKCS#10 request: what rules ask of it. Immutable. Source: RFC 2986.
public final class SigningRequest {
    private static final String ORGANIZATION = "55040a";
    private static final int UTF8_STRING = 0x0c;

    /// Object identifiers in hexadecimal, and what Java calls the algorithms.
    private enum Algorithm {
        RSA_256("2a864886f70d01010b", "SHA256withRSA"),
        RSA_384("2a864886f70d01010c", "SHA384withRSA"),
        RSA_512("2a864886f70d01010d", "SHA512withRSA"),
        ECDSA_256("2a8648ce3d040302", "SHA256withECDSA"),
        ECDSA_384("2a8648ce3d040303", "SHA384withECDSA"),
        ECDSA_512("2a8648ce3d040304", "SHA512withECDSA"),
        ED25519("2b6570", "Ed25519");

        private final String id;
        private final String name;

        Algorithm(String id, String name) {
            this.id = id;
            this.name = name;
        }

        String failure() {
            return switch (this) {
                case RSA_256, RSA_384, RSA_512 -> "crypto/rsa: verification error";
                case ECDSA_256, ECDSA_384, ECDSA_512 -> "x509: ECDSA verification failure";
                case ED25519 -> "x509: Ed25519 verification failure";
            };
        }
    }

    private final byte[] signed;
    private final List<String> organizations;
    private final PublicKey key;
    private final String algorithm;
    private final byte[] signature;

    /// Is no request, or one that nobody can read.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private SigningRequest(
            byte[] signed, List<String> organizations, PublicKey key, String algorithm, byte[] signature) {
        this.signed = signed;
        this.organizations = organizations;
        this.key = key;
        this.algorithm = algorithm;
        this.signature = signature;
    }

    /// Reads the first block of a PEM text.
    public static SigningRequest ofPem(Bytes pem) throws Unreadable {
        var blocks = PemBlock.all(new String(pem.shared(), ISO_8859_1));
        if (blocks.isEmpty() || !blocks.getFirst().type().equals("CERTIFICATE REQUEST")) {
            throw new Unreadable("PEM block type must be CERTIFICATE REQUEST");
        }
        return ofDer(blocks.getFirst().content());
    }

    /// Reads a request in DER.
    public static SigningRequest ofDer(Bytes der) throws Unreadable {
        try {
            var file = new Der(der.shared());
            var outer = file.enter(Der.SEQUENCE);
            if (file.more()) {
                throw new Unreadable("asn1: syntax error: trailing data");
            }
            byte[] signed = outer.whole();
            var info = new Der(signed).enter(Der.SEQUENCE);
            info.enter(Der.INTEGER);
            var organizations = organizations(info.enter(Der.SEQUENCE));
            byte[] publicKey = info.whole();
            var id = hex(outer.enter(Der.SEQUENCE).enter(Der.OBJECT_ID));
            byte[] bits = outer.enter(Der.BITS).rest();
            byte[] signature = new byte[Math.max(0, bits.length - 1)];
            System.arraycopy(bits, bits.length - signature.length, signature, 0, signature.length);
            return new SigningRequest(signed, organizations, PublicKeys.read(publicKey), id, signature);
        } catch (Der.Malformed e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> organizations(Der name) throws Der.Malformed {
        var found = new ArrayList<String>(1);
        while (name.more()) {
            var set = name.enter(Der.SET);
            while (set.more()) {
                var attribute = set.enter(Der.SEQUENCE);
                boolean organization = hex(attribute.enter(Der.OBJECT_ID)).equals(ORGANIZATION);
                int tag = attribute.tag();
                byte[] value = attribute.enter(tag).rest();
                if (organization) {
                    found.add(new String(value, tag == UTF8_STRING ? UTF_8 : ISO_8859_1));
                }
            }
        }
        return List.copyOf(found);
    }

    private static String hex(Der element) {
        return HexFormat.of().formatHex(element.rest());
    }

    /// The organisations of its subject, which stand for groups.
    public List<String> organizations() {
        return organizations;
    }

    /// The key that a certificate is asked for.
    public PublicKey key() {
        return key;
    }

    /// Whether whoever made the request has the key.
    ///
    /// @return what is wrong, in Go's words; "" when nothing is
    public String signatureProblem() {
        for (var known : Algorithm.values()) {
            if (known.id.equals(algorithm)) {
                return verified(known) ? "" : known.failure();
            }
        }
        return "x509: cannot verify signature: algorithm unimplemented";
    }

    private boolean verified(Algorithm known) {
        try {
            var check = Signature.getInstance(known.name);
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
