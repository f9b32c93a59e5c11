package io.djong.pki;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/// What a certificate's key may be used for, by the names of the API's `certificates.k8s.io` usages.
public enum KeyUse {
    SIGNING("signing", KeyUsage.digitalSignature, null),
    DIGITAL_SIGNATURE("digital signature", KeyUsage.digitalSignature, null),
    CONTENT_COMMITMENT("content commitment", KeyUsage.nonRepudiation, null),
    KEY_ENCIPHERMENT("key encipherment", KeyUsage.keyEncipherment, null),
    KEY_AGREEMENT("key agreement", KeyUsage.keyAgreement, null),
    DATA_ENCIPHERMENT("data encipherment", KeyUsage.dataEncipherment, null),
    CERT_SIGN("cert sign", KeyUsage.keyCertSign, null),
    CRL_SIGN("crl sign", KeyUsage.cRLSign, null),
    ENCIPHER_ONLY("encipher only", KeyUsage.encipherOnly, null),
    DECIPHER_ONLY("decipher only", KeyUsage.decipherOnly, null),
    ANY("any", 0, KeyPurposeId.anyExtendedKeyUsage),
    SERVER_AUTH("server auth", 0, KeyPurposeId.id_kp_serverAuth),
    CLIENT_AUTH("client auth", 0, KeyPurposeId.id_kp_clientAuth),
    CODE_SIGNING("code signing", 0, KeyPurposeId.id_kp_codeSigning),
    EMAIL_PROTECTION("email protection", 0, KeyPurposeId.id_kp_emailProtection),
    SMIME("s/mime", 0, KeyPurposeId.id_kp_emailProtection),
    IPSEC_END_SYSTEM("ipsec end system", 0, KeyPurposeId.id_kp_ipsecEndSystem),
    IPSEC_TUNNEL("ipsec tunnel", 0, KeyPurposeId.id_kp_ipsecTunnel),
    IPSEC_USER("ipsec user", 0, KeyPurposeId.id_kp_ipsecUser),
    TIMESTAMPING("timestamping", 0, KeyPurposeId.id_kp_timeStamping),
    OCSP_SIGNING("ocsp signing", 0, KeyPurposeId.id_kp_OCSPSigning);

    private final String apiName;
    private final int bit;

    @SuppressWarnings("ImmutableEnumChecker") // immutable, though Bouncy Castle does not say so
    private final @Nullable KeyPurposeId purpose;

    KeyUse(String apiName, int bit, @Nullable KeyPurposeId purpose) {
        this.apiName = apiName;
        this.bit = bit;
        this.purpose = purpose;
    }

    /// The string of the API, such as `client auth`.
    public String apiName() {
        return apiName;
    }

    /// The use of that API name, or null when there is none.
    public static @Nullable KeyUse byApiName(String name) {
        for (KeyUse use : values()) {
            if (use.apiName.equals(name)) {
                return use;
            }
        }
        return null;
    }

    int bit() {
        return bit;
    }

    @Nullable
    KeyPurposeId purpose() {
        return purpose;
    }
}
