package io.djong.pki;

import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import org.jspecify.annotations.Nullable;

/// How a token is signed (RFC 7518), by the kind of key.
enum JwtAlgorithm {
    RS256("SHA256withRSA"),
    ES256("SHA256withECDSAinP1363Format"),
    ES384("SHA384withECDSAinP1363Format"),
    ES512("SHA512withECDSAinP1363Format");

    private final String jcaName;

    JwtAlgorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    String jcaName() {
        return jcaName;
    }

    /// The one algorithm that a key of this kind signs with; null when there is none.
    static @Nullable JwtAlgorithm of(Key key) {
        return switch (key) {
            case RSAKey _ -> RS256;
            case ECKey ec ->
                switch (ec.getParams().getOrder().bitLength()) {
                    case 256 -> ES256;
                    case 384 -> ES384;
                    case 521 -> ES512;
                    default -> null;
                };
            default -> null;
        };
    }
}
