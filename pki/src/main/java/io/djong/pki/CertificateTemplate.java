package io.djong.pki;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is to be certified, without the key and the time.
///
/// @param subject user and groups, or the name of a server
/// @param dnsNames subject alternative names of kind DNS
/// @param ipAddresses subject alternative names of kind IP
/// @param uses what the key may be used for
/// @param validity from the moment of issue; never beyond the authority's own end
public record CertificateTemplate(
        Subject subject, List<String> dnsNames, List<InetAddress> ipAddresses, Set<KeyUse> uses, Duration validity) {
    /// One year, as kubeadm gives.
    public static final Duration ONE_YEAR = Duration.ofDays(365);

    public CertificateTemplate {
        dnsNames = List.copyOf(dnsNames);
        ipAddresses = List.copyOf(ipAddresses);
        uses = uses.isEmpty() ? EnumSet.noneOf(KeyUse.class) : EnumSet.copyOf(uses);
        if (validity.isNegative() || validity.isZero()) {
            throw new IllegalArgumentException("validity must be positive, is " + validity);
        }
    }

    /// A copy, so that nobody changes ours.
    @Override
    public Set<KeyUse> uses() {
        return uses.isEmpty() ? EnumSet.noneOf(KeyUse.class) : EnumSet.copyOf(uses);
    }

    /// A user or component that presents itself to a server.
    public static CertificateTemplate client(Subject subject) {
        return new CertificateTemplate(
                subject,
                List.of(),
                List.of(),
                EnumSet.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_ENCIPHERMENT, KeyUse.CLIENT_AUTH),
                ONE_YEAR);
    }

    /// A server that answers under these names and addresses.
    public static CertificateTemplate server(Subject subject, List<String> dnsNames, List<InetAddress> ipAddresses) {
        return new CertificateTemplate(
                subject,
                dnsNames,
                ipAddresses,
                EnumSet.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_ENCIPHERMENT, KeyUse.SERVER_AUTH),
                ONE_YEAR);
    }

    public CertificateTemplate withValidity(Duration v) {
        return new CertificateTemplate(subject, dnsNames, ipAddresses, uses, v);
    }

    public CertificateTemplate withUses(Set<KeyUse> u) {
        return new CertificateTemplate(subject, dnsNames, ipAddresses, u, validity);
    }
}
