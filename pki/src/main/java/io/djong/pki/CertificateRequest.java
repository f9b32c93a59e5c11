package io.djong.pki;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.PKCSException;

/// A PKCS#10 request whose signature has been checked: who asks, under which names, with which key.
///
/// @param subject user and groups asked for
/// @param dnsNames alternative names of kind DNS
/// @param ipAddresses alternative names of kind IP
/// @param emailAddresses alternative names of kind e-mail
/// @param uris alternative names of kind URI
/// @param publicKey the key to be certified
public record CertificateRequest(
        Subject subject,
        List<String> dnsNames,
        List<InetAddress> ipAddresses,
        List<String> emailAddresses,
        List<String> uris,
        PublicKey publicKey) {
    static final String PEM_TYPE = "CERTIFICATE REQUEST";

    public CertificateRequest {
        dnsNames = List.copyOf(dnsNames);
        ipAddresses = List.copyOf(ipAddresses);
        emailAddresses = List.copyOf(emailAddresses);
        uris = List.copyOf(uris);
    }

    /// A signed request as PEM.
    public static String create(KeyPair key, Subject subject, List<String> dnsNames, List<InetAddress> ipAddresses) {
        try {
            var builder = new PKCS10CertificationRequestBuilder(
                    subject.name(),
                    org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(
                            key.getPublic().getEncoded()));
            if (!dnsNames.isEmpty() || !ipAddresses.isEmpty()) {
                ExtensionsGenerator extensions = new ExtensionsGenerator();
                extensions.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        CertificateAuthority.alternativeNames(dnsNames, ipAddresses));
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            String algorithm = key.getPublic() instanceof ECPublicKey ? "SHA256withECDSA" : "SHA256withRSA";
            byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate()))
                    .getEncoded();
            return Pem.write(PEM_TYPE, der);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate request could not be written in memory", e);
        }
    }

    /// Reads a request and checks that its sender holds the key.
    ///
    /// @throws PkiException no request in the text, unreadable, or not signed by its own key
    public static CertificateRequest parse(String pem) throws PkiException {
        List<Pem.Block> blocks = Pem.parse(pem);
        if (blocks.isEmpty() || !blocks.getFirst().type().equals(PEM_TYPE)) {
            throw new PkiException("PEM block type must be CERTIFICATE REQUEST.");
        }
        try {
            var request = new PKCS10CertificationRequest(blocks.getFirst().der());
            PublicKey key = Keys.publicKey(request.getSubjectPublicKeyInfo().getEncoded());
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new PkiException("The certificate request is not signed by its own key.");
            }
            List<String> dns = new ArrayList<>();
            List<InetAddress> ips = new ArrayList<>();
            List<String> mails = new ArrayList<>();
            List<String> uris = new ArrayList<>();
            var extensions = request.getRequestedExtensions();
            GeneralNames names = extensions == null
                    ? null
                    : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
            if (names != null) {
                for (GeneralName name : names.getNames()) {
                    switch (name.getTagNo()) {
                        case GeneralName.dNSName -> dns.add(text(name));
                        case GeneralName.rfc822Name -> mails.add(text(name));
                        case GeneralName.uniformResourceIdentifier -> uris.add(text(name));
                        case GeneralName.iPAddress ->
                            ips.add(InetAddress.getByAddress(
                                    ASN1OctetString.getInstance(name.getName()).getOctets()));
                        default ->
                            throw new PkiException(
                                    "The certificate request asks for a name of a kind that is not supported.");
                    }
                }
            }
            return new CertificateRequest(Subject.from(request.getSubject()), dns, ips, mails, uris, key);
        } catch (IOException
                | OperatorCreationException
                | PKCSException
                | RuntimeException e) { // Bouncy Castle throws any
            throw new PkiException("The certificate request cannot be read.", e);
        }
    }

    private static String text(GeneralName name) {
        return name.getName() instanceof ASN1String s
                ? s.getString()
                : name.getName().toString();
    }
}
