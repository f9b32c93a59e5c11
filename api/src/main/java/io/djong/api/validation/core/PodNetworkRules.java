package io.djong.api.validation.core;

import io.djong.api.types.core.v1.HostAlias;
import io.djong.api.types.core.v1.PodDNSConfig;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names, name resolution and the host's network.
final class PodNetworkRules {
    private static final List<String> POLICIES = List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    private static final int SERVERS_MAX = 3;
    private static final int SEARCHES_MAX = 32;
    private static final int SEARCH_BYTES_MAX = 2048;
    private static final int HOST_NAME_MAX = 64;
    private static final String WITHOUT_HOST_USERS = "when `hostUsers` is false";

    private PodNetworkRules() {}

    static void dnsPolicy(FieldErrors errors, FieldPath path, String policy) {
        ContainerRules.oneOf(errors, path, policy, POLICIES);
    }

    static void dns(FieldErrors errors, FieldPath path, @Nullable PodDNSConfig config, String policy) {
        if (policy.equals("None")) {
            if (config == null) {
                errors.required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
                return;
            }
            if (config.nameservers().isEmpty()) {
                errors.required(
                        path.child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
                return;
            }
        }
        if (config == null) {
            return;
        }
        servers(errors, path.child("nameservers"), config.nameservers());
        searches(errors, path.child("searches"), config.searches());
        for (int i = 0; i < config.options().size(); i++) {
            if (config.options().get(i).name().isEmpty()) {
                errors.required(path.child("options").index(i), "must not be empty");
            }
        }
    }

    private static void servers(FieldErrors errors, FieldPath path, List<String> servers) {
        if (servers.size() > SERVERS_MAX) {
            errors.invalidShown(path, Shown.texts(servers), "must not have more than " + SERVERS_MAX + " nameservers");
        }
        for (int i = 0; i < servers.size(); i++) {
            Addresses.legacyIp(errors, path.index(i), servers.get(i));
        }
    }

    private static void searches(FieldErrors errors, FieldPath path, List<String> searches) {
        if (searches.size() > SEARCHES_MAX) {
            errors.invalidShown(
                    path, Shown.texts(searches), "must not have more than " + SEARCHES_MAX + " search paths");
        }
        if (ByteLength.of(String.join(" ", searches)) > SEARCH_BYTES_MAX) {
            errors.invalidShown(
                    path,
                    Shown.texts(searches),
                    "must not have more than " + SEARCH_BYTES_MAX
                            + " characters (including spaces) in the search list");
        }
        for (int i = 0; i < searches.size(); i++) {
            String search = searches.get(i);
            if (!search.equals(".")) {
                String name = search.endsWith(".") ? search.substring(0, search.length() - 1) : search;
                errors.invalidEach(path.index(i), name, DnsNames.subdomainWithUnderscore(name));
            }
        }
    }

    static void aliases(FieldErrors errors, FieldPath path, List<HostAlias> aliases) {
        for (int i = 0; i < aliases.size(); i++) {
            Addresses.legacyIp(errors, path.index(i).child("ip"), aliases.get(i).ip());
            var names = aliases.get(i).hostnames();
            for (int j = 0; j < names.size(); j++) {
                var at = path.index(i).child("hostnames").index(j);
                errors.invalidEach(at, names.get(j), DnsNames.subdomain(names.get(j)));
            }
        }
    }

    /// Ports in the host's network are those of the host.
    static void hostPorts(FieldErrors errors, FieldPath path, PodSpec spec, boolean ofPod) {
        if (!spec.hostNetwork()) {
            return;
        }
        for (int i = 0; i < spec.containers().size(); i++) {
            var ports = spec.containers().get(i).ports();
            for (int j = 0; j < ports.size(); j++) {
                int host = ports.get(j).hostPort();
                if ((ofPod || host != 0) && host != ports.get(j).containerPort()) {
                    errors.invalid(
                            path.child("containers")
                                    .index(i)
                                    .child("ports")
                                    .index(j)
                                    .child("hostPort"),
                            host,
                            "must match `containerPort` when `hostNetwork` is true");
                }
            }
        }
    }

    /// Users of their own exclude the host's namespaces.
    static void hostUsers(FieldErrors errors, FieldPath path, PodSpec spec) {
        if (spec.hostUsers() == null || spec.hostUsers()) {
            return;
        }
        if (spec.hostNetwork()) {
            errors.forbidden(path.child("hostNetwork"), WITHOUT_HOST_USERS);
        }
        if (spec.hostPID()) {
            errors.forbidden(path.child("hostPID"), WITHOUT_HOST_USERS);
        }
        if (spec.hostIPC()) {
            errors.forbidden(path.child("hostIPC"), WITHOUT_HOST_USERS);
        }
        for (int i = 0; i < spec.containers().size(); i++) {
            if (!spec.containers().get(i).volumeDevices().isEmpty()) {
                errors.forbidden(path.child("containers").index(i).child("volumeDevices"), WITHOUT_HOST_USERS);
            }
        }
        for (int i = 0; i < spec.initContainers().size(); i++) {
            if (!spec.initContainers().get(i).volumeDevices().isEmpty()) {
                errors.forbidden(path.child("initContainers").index(i).child("volumeDevices"), WITHOUT_HOST_USERS);
            }
        }
    }

    static void hostNames(FieldErrors errors, FieldPath path, PodSpec spec) {
        if (!spec.hostname().isEmpty()) {
            errors.invalidEach(path.child("hostname"), spec.hostname(), DnsNames.label(spec.hostname()));
        }
        if (!spec.subdomain().isEmpty()) {
            errors.invalidEach(path.child("subdomain"), spec.subdomain(), DnsNames.label(spec.subdomain()));
        }
        String override = spec.hostnameOverride();
        if (override == null) {
            return;
        }
        var at = path.child("hostnameOverride");
        if (spec.hostNetwork()) {
            errors.forbidden(at, "may not be specified when `hostNetwork` is true");
        }
        if (SecurityRules.isTrue(spec.setHostnameAsFQDN())) {
            errors.forbidden(at, "may not be specified when `setHostnameAsFQDN` is true");
        }
        if (ByteLength.of(override) > HOST_NAME_MAX) {
            errors.tooLong(at, HOST_NAME_MAX);
        }
        errors.invalidEach(at, override, DnsNames.subdomain(override));
    }
}
