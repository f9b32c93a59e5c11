package io.djong.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ECPoint;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Private and public keys: made, read and written. RSA and elliptic curves (P-256, P-384, P-521).
public final class Keys {
    static final String PRIVATE_KEY = "PRIVATE KEY";
    static final String EC_PRIVATE_KEY = "EC PRIVATE KEY";
    static final String RSA_PRIVATE_KEY = "RSA PRIVATE KEY";
    static final String PUBLIC_KEY = "PUBLIC KEY";
    static final String RSA_PUBLIC_KEY = "RSA PUBLIC KEY";

    private Keys() {}

    /// A fresh key on the curve P-256: what certificates use.
    public static KeyPair ecP256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    /// A fresh RSA key of 2048 bits: what service account tokens are signed with. Costs some 100 ms of CPU.
    public static KeyPair rsa2048() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        }
    }

    /// The first private key of a PEM text, in any of the three forms, with its public half; other blocks
    /// (certificates, `EC PARAMETERS`) are passed over, as upstream's keyutil does.
    ///
    /// @throws PkiException no private key, or one that cannot be read (encrypted ones, other algorithms)
    public static KeyPair parsePrivate(String pem) throws PkiException {
        for (Pem.Block block : Pem.parse(pem)) {
            KeyPair pair = privateKey(block);
            if (pair != null) {
                return pair;
            }
        }
        throw new PkiException("The data does not contain a PEM encoded private key.");
    }

    /// All public keys of a PEM text, in order: those of public key blocks, of certificates, and the public halves
    /// of private keys (what `--service-account-key-file` accepts).
    ///
    /// @throws PkiException no key at all, or one that cannot be read
    public static List<PublicKey> parsePublic(String pem) throws PkiException {
        List<PublicKey> keys = new ArrayList<>();
        for (Pem.Block block : Pem.parse(pem)) {
            KeyPair pair = privateKey(block);
            if (pair != null) {
                keys.add(pair.getPublic());
                continue;
            }
            switch (block.type()) {
                case PUBLIC_KEY -> keys.add(publicKey(block.der()));
                case RSA_PUBLIC_KEY -> keys.add(rsaPublicKey(block.der()));
                case Certificates.CERTIFICATE ->
                    keys.add(Certificates.parseDer(block.der()).getPublicKey());
                default -> {
                    // something else, such as EC PARAMETERS
                }
            }
        }
        if (keys.isEmpty()) {
            throw new PkiException("The data does not contain a PEM encoded public key.");
        }
        return List.copyOf(keys);
    }

    /// PKCS#8 (`PRIVATE KEY`).
    public static String pkcs8Pem(PrivateKey key) {
        return Pem.write(PRIVATE_KEY, key.getEncoded());
    }

    /// SEC1 (`EC PRIVATE KEY`) for an elliptic key, with the curve and the public point in it, as upstream writes its
    /// keys.
    public static String sec1Pem(KeyPair pair) {
        if (!(pair.getPrivate() instanceof ECPrivateKey key)) {
            throw new IllegalArgumentException("SEC1 is a form of elliptic keys, not of "
                    + pair.getPrivate().getAlgorithm());
        }
        try {
            AlgorithmIdentifier algorithm =
                    PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm();
            ASN1BitString point = SubjectPublicKeyInfo.getInstance(
                            pair.getPublic().getEncoded())
                    .getPublicKeyData();
            int orderBits = key.getParams().getOrder().bitLength();
            var sec1 =
                    new org.bouncycastle.asn1.sec.ECPrivateKey(orderBits, key.getS(), point, algorithm.getParameters());
            return Pem.write(EC_PRIVATE_KEY, sec1.getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException("a key in memory could not be written", e);
        }
    }

    /// SubjectPublicKeyInfo (`PUBLIC KEY`).
    public static String publicPem(PublicKey key) {
        return Pem.write(PUBLIC_KEY, key.getEncoded());
    }

    private static @org.jspecify.annotations.Nullable KeyPair privateKey(Pem.Block block) throws PkiException {
        try {
            return switch (block.type()) {
                case PRIVATE_KEY -> fromPkcs8(PrivateKeyInfo.getInstance(block.der()));
                case EC_PRIVATE_KEY -> fromSec1(block.der());
                case RSA_PRIVATE_KEY ->
                    fromPkcs8(new PrivateKeyInfo(
                            new AlgorithmIdentifier(
                                    PKCSObjectIdentifiers.rsaEncryption, org.bouncycastle.asn1.DERNull.INSTANCE),
                            org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(block.der())));
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new PkiException("The private key is encrypted; only unencrypted keys can be read.");
                default -> null;
            };
        } catch (IOException | GeneralSecurityException | RuntimeException e) { // Bouncy Castle throws what it likes
            throw new PkiException("The PEM block \"" + block.type() + "\" does not hold a readable private key.", e);
        }
    }

    private static KeyPair fromSec1(byte[] der) throws IOException, GeneralSecurityException, PkiException {
        var sec1 = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(der);
        ASN1Encodable curve = sec1.getParametersObject();
        if (curve == null) {
            throw new PkiException("The elliptic private key does not name its curve.");
        }
        return fromPkcs8(new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), sec1));
    }

    private static KeyPair fromPkcs8(PrivateKeyInfo info) throws IOException, GeneralSecurityException, PkiException {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        byte[] encoded = info.getEncoded("DER");
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!(key instanceof RSAPrivateCrtKey crt)) {
                throw new PkiException("The RSA private key has no public exponent.");
            }
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent())), key);
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            KeyFactory factory = KeyFactory.getInstance("EC");
            ECPrivateKey key = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new KeyPair(publicOf(info, key.getS(), factory), key);
        }
        throw new PkiException("The private key is neither RSA nor elliptic (its algorithm is " + algorithm + ").");
    }

    private static PublicKey publicOf(PrivateKeyInfo info, BigInteger secret, KeyFactory factory)
            throws IOException, GeneralSecurityException, PkiException {
        ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
        X9ECParameters parameters =
                curve instanceof ASN1ObjectIdentifier name ? ECNamedCurveTable.getByOID(name) : null;
        if (parameters == null) {
            throw new PkiException("The elliptic private key is on a curve that is not known by name.");
        }
        byte[] point = new X9ECPoint(parameters.getG().multiply(secret), false).getPointEncoding();
        var spki = new SubjectPublicKeyInfo(info.getPrivateKeyAlgorithm(), point);
        return factory.generatePublic(new X509EncodedKeySpec(spki.getEncoded("DER")));
    }

    static PublicKey publicKey(byte[] spki) throws PkiException {
        try {
            ASN1ObjectIdentifier algorithm =
                    SubjectPublicKeyInfo.getInstance(spki).getAlgorithm().getAlgorithm();
            String name = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption) ? "RSA" : "EC";
            return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException | RuntimeException e) { // Bouncy Castle throws what it likes
            throw new PkiException("The public key cannot be read: it must be RSA or elliptic.", e);
        }
    }

    private static PublicKey rsaPublicKey(byte[] pkcs1) throws PkiException {
        try {
            RSAPublicKey key = RSAPublicKey.getInstance(pkcs1);
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException | RuntimeException e) { // Bouncy Castle throws what it likes
            throw new PkiException("The PEM block \"RSA PUBLIC KEY\" does not hold an RSA public key.", e);
        }
    }
}
