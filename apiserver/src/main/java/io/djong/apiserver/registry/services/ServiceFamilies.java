package io.djong.apiserver.registry.services;

import io.djong.api.ip.IpAddress;
import io.djong.api.services.AddressObjects;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import io.djong.api.validation.core.ServiceAddressRules;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The address families of a cluster, and of a service on it, with its two spellings of the cluster address
/// brought into agreement before addresses are given. Immutable. Source: KEP 563.
final class ServiceFamilies {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath POLICY = SPEC.child("ipFamilyPolicy");
    private static final String IPV4 = "IPv4";
    private static final String IPV6 = "IPv6";
    private static final String SINGLE = "SingleStack";
    private static final String REQUIRE = "RequireDualStack";
    private static final String PREFER = "PreferDualStack";

    private final List<String> configured;

    /// @param configured the cluster's families, the one that services get by default first
    ServiceFamilies(List<String> configured) {
        this.configured = List.copyOf(configured);
    }

    /// The service with `clusterIPs` following `clusterIP` where a client knows only the older field.
    ///
    /// @param old null on creation
    static Service normalized(Service service, @Nullable Service old) {
        var spec = service.spec();
        if (old == null) {
            boolean plural = spec.clusterIP().isEmpty() || !spec.clusterIPs().isEmpty();
            return plural ? service : service.withSpec(spec.withClusterIPs(List.of(spec.clusterIP())));
        }
        var before = old.spec();
        if (spec.clusterIP().equals(before.clusterIP())) {
            return spec.clusterIPs().isEmpty() && !before.clusterIPs().isEmpty()
                    ? service.withSpec(spec.withClusterIPs(before.clusterIPs()))
                    : service;
        }
        if (!spec.clusterIPs().equals(before.clusterIPs())) {
            return service;
        }
        boolean cleared = spec.clusterIP().isEmpty() && !before.clusterIP().isEmpty();
        return service.withSpec(spec.withClusterIPs(cleared ? List.of() : List.of(spec.clusterIP())));
    }

    /// The service with its policy and families filled in.
    ///
    /// @param old null on creation
    /// @throws ApiException 422 when addresses, families and policy contradict each other or the cluster
    Service completed(Service service, @Nullable Service old) throws ApiException {
        if (service.spec().type().equals("ExternalName") || (old != null && unchangedPreference(service, old))) {
            return service;
        }
        var spec = service.spec().withIpFamilyPolicy(policy(service.spec(), old));
        var errors = new FieldErrors();
        ServiceAddressRules.check(errors, spec);
        refuseIfAny(errors, service);
        if (old != null) {
            spec = reduced(errors, spec, old.spec());
        }
        if (SINGLE.equals(spec.ipFamilyPolicy())) {
            onlyOne(errors, spec);
        }
        spec = inferred(errors, spec);
        refuseIfAny(errors, service);
        if (ServiceShape.headless(spec) && spec.selector().isEmpty()) {
            return service.withSpec(spec.withIpFamilies(ofHeadless(spec)));
        }
        if (REQUIRE.equals(spec.ipFamilyPolicy()) && configured.size() < 2) {
            errors.invalid(POLICY, REQUIRE, "this cluster is not configured for dual-stack services");
        }
        for (int i = 0; i < spec.ipFamilies().size(); i++) {
            if (!configured.contains(spec.ipFamilies().get(i))) {
                errors.invalid(
                        SPEC.child("ipFamilies").index(i), spec.ipFamilies().get(i), "not configured on this cluster");
            }
        }
        refuseIfAny(errors, service);
        return service.withSpec(spec.withIpFamilies(ofAll(spec)));
    }

    /// The service's families, or the cluster's default, and the other one where two are wanted and there.
    private List<String> ofAll(ServiceSpec spec) {
        var families = spec.ipFamilies().isEmpty() ? List.of(configured.getFirst()) : spec.ipFamilies();
        boolean second = !SINGLE.equals(spec.ipFamilyPolicy()) && families.size() == 1 && configured.size() == 2;
        return second ? List.of(families.getFirst(), other(families.getFirst())) : families;
    }

    private static String other(String family) {
        return family.equals(IPV4) ? IPV6 : IPV4;
    }

    private static String policy(ServiceSpec spec, @Nullable Service old) {
        if (spec.ipFamilyPolicy() != null) {
            return spec.ipFamilyPolicy();
        }
        if (old != null && old.spec().ipFamilyPolicy() != null) {
            return old.spec().ipFamilyPolicy();
        }
        return ServiceShape.headless(spec) && spec.selector().isEmpty() ? REQUIRE : SINGLE;
    }

    /// Whether an update leaves alone what a service that merely prefers two families has.
    static boolean unchangedPreference(Service service, Service old) {
        var spec = service.spec();
        var before = old.spec();
        return PREFER.equals(spec.ipFamilyPolicy())
                && spec.type().equals(before.type())
                && (before.ipFamilyPolicy() == null || PREFER.equals(before.ipFamilyPolicy()))
                && spec.clusterIPs().equals(before.clusterIPs())
                && spec.ipFamilies().equals(before.ipFamilies());
    }

    /// A second address or family may go only by saying `SingleStack`, and then goes by itself.
    private static ServiceSpec reduced(FieldErrors errors, ServiceSpec spec, ServiceSpec before) {
        if (SINGLE.equals(spec.ipFamilyPolicy())) {
            var kept = spec;
            if (spec.clusterIPs().equals(before.clusterIPs())
                    && spec.clusterIPs().size() > 1) {
                kept = kept.withClusterIPs(spec.clusterIPs().subList(0, 1));
            }
            if (spec.ipFamilies().equals(before.ipFamilies())
                    && spec.ipFamilies().size() > 1) {
                kept = kept.withIpFamilies(spec.ipFamilies().subList(0, 1));
            }
            return kept;
        }
        String shown = Shown.text(spec.ipFamilyPolicy());
        if (fewer(spec.clusterIPs(), before.clusterIPs())) {
            errors.invalidShown(POLICY, shown, "must be 'SingleStack' to release the secondary cluster IP");
        }
        if (fewer(spec.ipFamilies(), before.ipFamilies())) {
            errors.invalidShown(POLICY, shown, "must be 'SingleStack' to release the secondary IP family");
        }
        return spec;
    }

    private static boolean fewer(List<String> now, List<String> before) {
        return !now.isEmpty() && now.size() < before.size();
    }

    private static void onlyOne(FieldErrors errors, ServiceSpec spec) {
        String rest = "must be 'RequireDualStack' or 'PreferDualStack' when multiple ";
        if (spec.clusterIPs().size() == 2) {
            errors.invalid(POLICY, SINGLE, rest + "cluster IPs are specified");
        }
        if (spec.ipFamilies().size() == 2) {
            errors.invalid(POLICY, SINGLE, rest + "IP families are specified");
        }
    }

    /// Families that the addresses tell.
    private ServiceSpec inferred(FieldErrors errors, ServiceSpec spec) {
        var families = new ArrayList<>(spec.ipFamilies());
        for (int i = 0; i < spec.clusterIPs().size() && !ServiceShape.headless(spec); i++) {
            var address = IpAddress.parse(spec.clusterIPs().get(i));
            if (i < families.size()) {
                continue;
            }
            String family = address == null ? "unknown" : AddressObjects.family(address);
            if (configured.contains(family)) {
                families.add(family);
            } else {
                errors.invalidShown(
                        SPEC.child("clusterIPs").index(i),
                        Shown.texts(spec.clusterIPs()),
                        family + " is not configured on this cluster");
            }
        }
        return spec.withIpFamilies(families);
    }

    private List<String> ofHeadless(ServiceSpec spec) {
        var families = spec.ipFamilies().isEmpty() ? List.of(configured.getFirst()) : spec.ipFamilies();
        if (families.size() > 1 || SINGLE.equals(spec.ipFamilyPolicy())) {
            return families;
        }
        return List.of(families.getFirst(), other(families.getFirst()));
    }

    private static void refuseIfAny(FieldErrors errors, Service service) throws ApiException {
        if (!errors.isEmpty()) {
            throw Failures.invalid(CoreV1.SERVICES, service.metadata().name(), errors.list());
        }
    }
}
