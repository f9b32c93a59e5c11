package io.djong.pki;

import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/// The parts of a certificate's subject that mean something to Kubernetes: the common name is the user, the
/// organisations are the groups.
///
/// @param commonName "" when there is none
/// @param organizations in the order of the certificate
public record Subject(String commonName, List<String> organizations) {
    public Subject {
        organizations = List.copyOf(organizations);
    }

    public static Subject of(String commonName, String... organizations) {
        return new Subject(commonName, List.of(organizations));
    }

    static Subject from(X500Principal principal) {
        return from(X500Name.getInstance(principal.getEncoded()));
    }

    static Subject from(X500Name name) {
        String commonName = "";
        List<String> organizations = new ArrayList<>();
        for (RDN rdn : name.getRDNs()) {
            for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
                String value = part.getValue() instanceof ASN1String text
                        ? text.getString()
                        : part.getValue().toString();
                if (part.getType().equals(BCStyle.CN)) {
                    commonName = value;
                } else if (part.getType().equals(BCStyle.O)) {
                    organizations.add(value);
                }
            }
        }
        return new Subject(commonName, organizations);
    }

    /// As Go writes it: all organisations in one set, then the common name.
    X500Name name() {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        if (!organizations.isEmpty()) {
            AttributeTypeAndValue[] values = organizations.stream()
                    .map(o -> new AttributeTypeAndValue(BCStyle.O, new DERUTF8String(o)))
                    .toArray(AttributeTypeAndValue[]::new);
            builder.addMultiValuedRDN(values);
        }
        if (!commonName.isEmpty()) {
            builder.addRDN(BCStyle.CN, new DERUTF8String(commonName));
        }
        return builder.build();
    }
}
