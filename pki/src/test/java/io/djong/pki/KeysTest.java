package io.djong.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void ellipticKeysSurviveBothForms() throws Exception {
        KeyPair key = Keys.ecP256();
        KeyPair sec1 = Keys.parsePrivate(Keys.sec1Pem(key));
        KeyPair pkcs8 = Keys.parsePrivate(Keys.pkcs8Pem(key.getPrivate()));
        assertThat(((ECPrivateKey) sec1.getPrivate()).getS()).isEqualTo(((ECPrivateKey) key.getPrivate()).getS());
        assertThat(sec1.getPublic()).isEqualTo(key.getPublic());
        assertThat(pkcs8.getPublic()).isEqualTo(key.getPublic());
    }

    @Test
    void rsaKeysSurvivePkcs8AndPkcs1() throws Exception {
        KeyPair key = Keys.rsa2048();
        assertThat(Keys.parsePrivate(Keys.pkcs8Pem(key.getPrivate())).getPublic())
                .isEqualTo(key.getPublic());
        byte[] pkcs1 = PrivateKeyInfo.getInstance(key.getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        KeyPair read = Keys.parsePrivate("some words before\n" + Pem.write(Keys.RSA_PRIVATE_KEY, pkcs1));
        assertThat(read.getPublic()).isEqualTo(key.getPublic());
        assertThat(((RSAPrivateCrtKey) read.getPrivate()).getPrivateExponent())
                .isEqualTo(((RSAPrivateCrtKey) key.getPrivate()).getPrivateExponent());
    }

    @Test
    void publicKeysComeFromPublicPrivateAndCertificateBlocks() throws Exception {
        KeyPair one = Keys.ecP256();
        KeyPair two = Keys.ecP256();
        assertThat(Keys.parsePublic(Keys.publicPem(one.getPublic()) + Keys.sec1Pem(two)))
                .containsExactly(one.getPublic(), two.getPublic());
        assertThat(Keys.parsePublic(FixedTestKeys.authority().certificatePem()))
                .containsExactly(FixedTestKeys.authority().certificate().getPublicKey());
    }

    @Test
    void badKeysAreSaidInASentence() {
        assertThatThrownBy(() -> Keys.parsePrivate("nothing"))
                .isInstanceOf(PkiException.class)
                .hasMessage("The data does not contain a PEM encoded private key.");
        assertThatThrownBy(() -> Keys.parsePrivate(Pem.write(Keys.PRIVATE_KEY, new byte[] {1, 2, 3})))
                .isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> Keys.parsePrivate(Pem.write(Keys.EC_PRIVATE_KEY, new byte[0])))
                .isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> Keys.parsePrivate("-----BEGIN PRIVATE KEY-----\nAAAA\n"))
                .hasMessage("The PEM block \"PRIVATE KEY\" has no end line.");
        assertThatThrownBy(() -> Keys.parsePrivate("-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n"))
                .hasMessage("The PEM block \"PRIVATE KEY\" is not valid base64.");
        assertThatThrownBy(() -> Keys.parsePublic("")).isInstanceOf(PkiException.class);
    }
}
