package io.djong.api.validation.core;

import io.djong.api.ip.IpAddress;
import io.djong.api.services.ServiceFacts;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServicePortCodec;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Ports;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Services.
public final class ServiceRules {
    static final FieldPath SPEC = FieldPath.of("spec");

    private static final FieldPath ANNOTATIONS = FieldPath.of("metadata").child("annotations");
    private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
    private static final String SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";
    private static final List<String> TYPES = List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    private static final List<String> AFFINITIES = List.of("ClientIP", "None");
    private static final List<String> TRAFFIC = List.of("Cluster", "Local");
    private static final List<String> DISTRIBUTIONS = List.of("PreferClose", "PreferSameZone", "PreferSameNode");
    private static final List<String> IP_MODES = List.of("Proxy", "VIP");
    private static final int AFFINITY_SECONDS_MAX = 86400;
    private static final String ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";
    private static final String NOT_EXTERNAL_NAME = "may not be set for ExternalName services";

    private ServiceRules() {}

    /// A new one, with its defaults, and with addresses and ports given.
    public static void create(FieldErrors errors, Service service) {
        ObjectMetaRules.create(errors, service.metadata(), true, NameRule.LABEL);
        check(errors, service);
    }

    private static void check(FieldErrors errors, Service service) {
        var annotations = service.metadata().annotations();
        String mode = annotations.get(TOPOLOGY_MODE);
        String hints = annotations.get(HINTS);
        if (mode != null && hints != null && !mode.equals(hints)) {
            errors.invalid(
                    ANNOTATIONS.key(TOPOLOGY_MODE),
                    mode,
                    "must match annotations[" + HINTS + "] when both are specified");
        }
        var spec = service.spec();
        boolean headless = ServiceFacts.isHeadless(spec);
        if (spec.ports().isEmpty() && !headless && !spec.type().equals("ExternalName")) {
            errors.required(SPEC.child("ports"));
        }
        type(errors, spec, headless);
        ports(errors, spec);
        LabelNames.labels(errors, SPEC.child("selector"), spec.selector());
        affinity(errors, spec);
        ServiceAddressRules.check(errors, spec);
        for (int i = 0; i < spec.externalIPs().size(); i++) {
            var at = SPEC.child("externalIPs").index(i);
            int before = errors.size();
            Addresses.legacyIp(errors, at, spec.externalIPs().get(i));
            if (errors.size() == before) {
                EndpointsRules.notSpecial(errors, at, spec.externalIPs().get(i));
            }
        }
        ContainerRules.oneOf(errors, SPEC.child("type"), spec.type(), TYPES);
        uniquePorts(errors, spec);
        loadBalancer(errors, service);
        traffic(errors, spec);
    }

    private static void type(FieldErrors errors, ServiceSpec spec, boolean headless) {
        String type = spec.type();
        if (headless && (type.equals("LoadBalancer") || type.equals("NodePort"))) {
            errors.invalid(
                    SPEC.child("clusterIPs").index(0),
                    spec.clusterIPs().getFirst(),
                    "may not be set to 'None' for " + type + " services");
        }
        if (!type.equals("ExternalName")) {
            return;
        }
        if (!spec.clusterIPs().isEmpty()) {
            errors.forbidden(SPEC.child("clusterIPs"), NOT_EXTERNAL_NAME);
        }
        if (!spec.ipFamilies().isEmpty()) {
            errors.forbidden(SPEC.child("ipFamilies"), NOT_EXTERNAL_NAME);
        }
        if (spec.ipFamilyPolicy() != null) {
            errors.forbidden(SPEC.child("ipFamilyPolicy"), NOT_EXTERNAL_NAME);
        }
        String given = spec.externalName();
        String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
        if (name.isEmpty()) {
            errors.required(SPEC.child("externalName"));
        } else {
            errors.invalidEach(SPEC.child("externalName"), name, DnsNames.subdomain(name));
        }
    }

    private static void ports(FieldErrors errors, ServiceSpec spec) {
        var names = new HashSet<String>();
        for (int i = 0; i < spec.ports().size(); i++) {
            port(
                    errors,
                    SPEC.child("ports").index(i),
                    spec.ports().get(i),
                    spec.ports().size() > 1,
                    names);
        }
    }

    private static void port(FieldErrors errors, FieldPath at, ServicePort port, boolean named, Set<String> names) {
        if (port.name().isEmpty()) {
            if (named) {
                errors.required(at.child("name"));
            }
        } else {
            errors.invalidEach(at.child("name"), port.name(), DnsNames.label(port.name()));
            if (!names.add(port.name())) {
                errors.duplicate(at.child("name"), port.name());
            }
        }
        errors.invalidEach(at.child("port"), port.port(), Ports.number(port.port()));
        EndpointsRules.protocol(errors, at.child("protocol"), port.protocol());
        HandlerRules.port(errors, at.child("targetPort"), port.targetPort());
        if (port.appProtocol() != null) {
            errors.invalidEach(at.child("appProtocol"), port.appProtocol(), LabelNames.key(port.appProtocol()));
        }
    }

    private static void affinity(FieldErrors errors, ServiceSpec spec) {
        String affinity = spec.sessionAffinity();
        ContainerRules.oneOf(errors, SPEC.child("sessionAffinity"), affinity, AFFINITIES);
        var config = spec.sessionAffinityConfig();
        var path = SPEC.child("sessionAffinityConfig");
        if (affinity.equals("None") && config != null) {
            errors.forbidden(path, "must not be set when session affinity is None");
        }
        if (!affinity.equals("ClientIP")) {
            return;
        }
        String detail = "when session affinity type is ClientIP";
        var client = config == null ? null : config.clientIP();
        Integer seconds = client == null ? null : client.timeoutSeconds();
        if (config == null) {
            errors.required(path, detail);
        } else if (client == null) {
            errors.required(path.child("clientIP"), detail);
        } else if (seconds == null) {
            errors.required(path.child("clientIP", "timeoutSeconds"), detail);
        } else if (seconds <= 0 || seconds > AFFINITY_SECONDS_MAX) {
            errors.invalid(
                    path.child("clientIP", "timeoutSeconds"),
                    seconds,
                    "must be greater than 0 and less than " + AFFINITY_SECONDS_MAX);
        }
    }

    private static void uniquePorts(FieldErrors errors, ServiceSpec spec) {
        var path = SPEC.child("ports");
        for (int i = 0; i < spec.ports().size() && spec.type().equals("ClusterIP"); i++) {
            if (spec.ports().get(i).nodePort() != 0) {
                errors.forbidden(path.index(i).child("nodePort"), "may not be used when `type` is 'ClusterIP'");
            }
        }
        var nodePorts = new HashSet<String>();
        for (int i = 0; i < spec.ports().size(); i++) {
            var port = spec.ports().get(i);
            if (port.nodePort() != 0 && !nodePorts.add(port.protocol() + port.nodePort())) {
                errors.duplicateShown(path.index(i).child("nodePort"), Integer.toString(port.nodePort()));
            }
        }
        var ports = new HashSet<String>();
        for (int i = 0; i < spec.ports().size(); i++) {
            var port = spec.ports().get(i);
            if (!ports.add(port.protocol() + port.port())) {
                var key = ServicePort.EMPTY.withProtocol(port.protocol()).withPort(port.port());
                errors.duplicateShown(
                        path.index(i), InternalJson.of("core/v1.ServicePort", ServicePortCodec.CODEC, key));
            }
        }
    }

    private static void loadBalancer(FieldErrors errors, Service service) {
        var spec = service.spec();
        boolean balanced = spec.type().equals("LoadBalancer");
        String ranges = service.metadata().annotations().get(SOURCE_RANGES);
        if (!spec.loadBalancerSourceRanges().isEmpty()) {
            // upstream's spelling
            var path = SPEC.child("LoadBalancerSourceRanges");
            onlyIf(errors, path, balanced);
            for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
                Addresses.legacyCidr(
                        errors,
                        path.index(i),
                        spec.loadBalancerSourceRanges().get(i).strip());
            }
        } else if (ranges != null) {
            onlyIf(errors, ANNOTATIONS.key(SOURCE_RANGES), balanced);
            for (String range : ranges.isBlank() ? new String[0] : ranges.split(",", -1)) {
                Addresses.legacyCidr(errors, ANNOTATIONS.key(SOURCE_RANGES), range.strip());
            }
        }
        boolean allocation = spec.allocateLoadBalancerNodePorts() != null;
        onlyIf(errors, SPEC.child("allocateLoadBalancerNodePorts"), balanced || !allocation);
        if (balanced && !allocation) {
            errors.required(FieldPath.of("allocateLoadBalancerNodePorts"));
        }
        loadBalancerClass(errors, spec, balanced);
    }

    private static void loadBalancerClass(FieldErrors errors, ServiceSpec spec, boolean balanced) {
        String name = spec.loadBalancerClass();
        var path = SPEC.child("loadBalancerClass");
        if (name != null) {
            if (balanced) {
                errors.invalidEach(path, name, LabelNames.key(name));
            } else {
                onlyIf(errors, path, false);
            }
        }
    }

    private static void onlyIf(FieldErrors errors, FieldPath path, boolean allowed) {
        if (!allowed) {
            errors.forbidden(path, ONLY_LOAD_BALANCER);
        }
    }

    private static void traffic(FieldErrors errors, ServiceSpec spec) {
        String outside = spec.externalTrafficPolicy();
        var path = SPEC.child("externalTrafficPolicy");
        if (ServiceFacts.isExternallyAccessible(spec)) {
            ContainerRules.oneOf(errors, path, outside, TRAFFIC);
        } else if (!outside.isEmpty()) {
            errors.invalid(path, outside, "may only be set for externally-accessible services");
        }
        int health = spec.healthCheckNodePort();
        var healthPath = SPEC.child("healthCheckNodePort");
        if (!ServiceFacts.needsHealthCheck(spec)) {
            if (health != 0) {
                errors.invalid(
                        healthPath,
                        health,
                        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
            }
        } else if (health == 0) {
            errors.required(healthPath);
        } else {
            errors.invalidEach(healthPath, health, Ports.number(health));
        }
        String inside = spec.internalTrafficPolicy();
        if (inside == null) {
            if (TYPES.contains(spec.type()) && !spec.type().equals("ExternalName")) {
                errors.required(SPEC.child("internalTrafficPolicy"));
            }
        } else {
            SecurityRules.known(errors, SPEC.child("internalTrafficPolicy"), inside, TRAFFIC);
        }
        SecurityRules.known(errors, SPEC.child("trafficDistribution"), spec.trafficDistribution(), DISTRIBUTIONS);
    }

    /// A changed one.
    public static void update(FieldErrors errors, Service service, Service old) {
        ObjectMetaRules.update(errors, service.metadata(), old.metadata());
        ServiceAddressRules.update(errors, service.spec(), old.spec());
        boolean balanced = service.spec().type().equals("LoadBalancer");
        String name = service.spec().loadBalancerClass();
        if (balanced
                && old.spec().type().equals("LoadBalancer")
                && !Objects.equals(name, old.spec().loadBalancerClass())) {
            errors.invalidShown(SPEC.child("loadBalancerClass"), Shown.text(name), "may not change once set");
        }
        loadBalancerClass(errors, service.spec(), balanced);
        if (ServiceFacts.needsHealthCheck(old.spec())
                && ServiceFacts.needsHealthCheck(service.spec())
                && service.spec().healthCheckNodePort() != old.spec().healthCheckNodePort()) {
            errors.forbidden(SPEC.child("healthCheckNodePort"), "field is immutable");
        }
        check(errors, service);
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, Service service, Service old) {
        ObjectMetaRules.update(errors, service.metadata(), old.metadata());
        var path = FieldPath.of("status").child("loadBalancer", "ingress");
        var ingress = service.status().loadBalancer().ingress();
        if (!service.spec().type().equals("LoadBalancer") && !ingress.isEmpty()) {
            errors.forbidden(path, "may only be used when `spec.type` is 'LoadBalancer'");
            return;
        }
        for (int i = 0; i < ingress.size(); i++) {
            var at = path.index(i);
            String ip = ingress.get(i).ip();
            String mode = ingress.get(i).ipMode();
            if (!ip.isEmpty()) {
                Addresses.legacyIp(errors, at.child("ip"), ip);
            }
            if (mode == null) {
                if (!ip.isEmpty()) {
                    errors.required(at.child("ipMode"), "must be specified when `ip` is set");
                }
            } else if (ip.isEmpty()) {
                errors.forbidden(at.child("ipMode"), "may not be specified when `ip` is not set");
            } else {
                SecurityRules.known(errors, at.child("ipMode"), mode, IP_MODES);
            }
            hostname(errors, at.child("hostname"), ingress.get(i).hostname());
        }
    }

    private static void hostname(FieldErrors errors, FieldPath path, String name) {
        if (!name.isEmpty()) {
            errors.invalidEach(path, name, DnsNames.subdomain(name));
            if (IpAddress.parse(name) != null) {
                errors.invalid(path, name, "must be a DNS name, not an IP address");
            }
        }
    }
}
