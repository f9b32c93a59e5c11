package io.djong.kubelet.hosts;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.validation.DnsNames;
import java.util.List;

/// What a pod is called.
///
/// @param hostname the short name, at most 63 bytes
/// @param domain `SUBDOMAIN.NAMESPACE.svc.CLUSTER`, or "" when the pod names no subdomain
public record PodHostname(String hostname, String domain) {
    private static final int HOSTNAME_MAX = 63;
    /// Of the kernel's nodename.
    private static final int KERNEL_MAX = 64;

    /// The name of a pod: what it says in its spec, else its own, shortened where Linux takes no more.
    public static PodHostname of(Pod pod, String clusterDomain) throws HostnameException {
        var spec = pod.spec();
        String override = spec.hostnameOverride();
        if (override != null) {
            check("HostnameOverride", override, "DNS subdomain", DnsNames.subdomain(override));
            return new PodHostname(shortened(pod, override), "");
        }
        String name = pod.metadata().name();
        if (!spec.hostname().isEmpty()) {
            check("Hostname", spec.hostname(), "DNS label", DnsNames.label(spec.hostname()));
            name = spec.hostname();
        }
        name = shortened(pod, name);
        if (spec.subdomain().isEmpty()) {
            return new PodHostname(name, "");
        }
        check("Subdomain", spec.subdomain(), "DNS label", DnsNames.label(spec.subdomain()));
        String domain = spec.subdomain() + "." + pod.metadata().namespace() + ".svc." + clusterDomain;
        return new PodHostname(name, domain);
    }

    private static void check(String field, String value, String what, List<String> wrong) throws HostnameException {
        if (!wrong.isEmpty()) {
            throw new HostnameException("pod " + field + " " + GoQuote.quote(value) + " is not a valid " + what + ": "
                    + String.join(";", wrong));
        }
    }

    private static String shortened(Pod pod, String name) throws HostnameException {
        if (name.length() <= HOSTNAME_MAX) {
            return name;
        }
        int end = HOSTNAME_MAX;
        while (end > 0 && (name.charAt(end - 1) == '-' || name.charAt(end - 1) == '.')) {
            end--;
        }
        if (end == 0) {
            throw new HostnameException("hostname for pod "
                    + GoQuote.quote(pod.metadata().name()) + " was invalid: " + GoQuote.quote(name));
        }
        return name.substring(0, end);
    }

    /// What the sandbox is told: "" on the node's network, the full name when the pod wants it
    /// (`setHostnameAsFQDN`), else the short one.
    public String ofSandbox(Pod pod) throws HostnameException {
        if (pod.spec().hostNetwork()) {
            return "";
        }
        if (domain.isEmpty() || !Boolean.TRUE.equals(pod.spec().setHostnameAsFQDN())) {
            return hostname;
        }
        String full = hostname + "." + domain;
        if (full.length() > KERNEL_MAX) {
            throw new HostnameException("failed to construct FQDN from pod hostname and cluster domain, FQDN " + full
                    + " is too long (" + KERNEL_MAX + " characters is the max, " + full.length()
                    + " characters requested)");
        }
        return full;
    }
}
