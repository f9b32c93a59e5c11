package io.djong.api.validation.networking;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.TypedLocalObjectReference;
import io.djong.api.types.networking.v1.HTTPIngressPath;
import io.djong.api.types.networking.v1.HTTPIngressRuleValue;
import io.djong.api.types.networking.v1.Ingress;
import io.djong.api.types.networking.v1.IngressBackend;
import io.djong.api.types.networking.v1.IngressLoadBalancerIngress;
import io.djong.api.types.networking.v1.IngressServiceBackend;
import io.djong.api.types.networking.v1.IngressSpec;
import io.djong.api.types.networking.v1.IngressTLS;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Ports;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ingresses.
public final class IngressRules {
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final List<String> PATH_TYPES = List.of("Exact", "ImplementationSpecific", "Prefix");
    private static final List<String> BAD_SEQUENCES = List.of("//", "/./", "/../", "%2f", "%2F");
    private static final List<String> BAD_ENDS = List.of("/..", "/.");
    private static final String NOT_AN_ADDRESS = "must be a DNS name, not an IP address";

    private IngressRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Ingress ingress) {
        check(errors, ingress, null);
        String annotated = ingress.metadata().annotations().get(CLASS_ANNOTATION);
        String named = ingress.spec().ingressClassName();
        if (annotated != null && named != null && !annotated.equals(named)) {
            errors.invalid(
                    FieldPath.of("annotations").child(CLASS_ANNOTATION),
                    annotated,
                    "must match `ingressClassName` when both are specified");
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, Ingress ingress, Ingress old) {
        ObjectMetaRules.update(errors, ingress.metadata(), old.metadata());
        check(errors, ingress, old);
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, Ingress ingress, Ingress old) {
        ObjectMetaRules.update(errors, ingress.metadata(), old.metadata());
        var before = old.status().loadBalancer().ingress().stream()
                .map(IngressLoadBalancerIngress::ip)
                .toList();
        var points = ingress.status().loadBalancer().ingress();
        for (int i = 0; i < points.size(); i++) {
            var path = FieldPath.of("status").child("loadBalancer", "ingress").index(i);
            String ip = points.get(i).ip();
            if (!ip.isEmpty()) {
                Addresses.legacyIp(errors, path.child("ip"), ip, before);
            }
            String host = points.get(i).hostname();
            if (!host.isEmpty()) {
                errors.invalidEach(path.child("hostname"), host, DnsNames.subdomain(host));
                notAnAddress(errors, path.child("hostname"), host);
            }
        }
    }

    /// @param old null on creation; what is wrong there already is let pass
    private static void check(FieldErrors errors, Ingress ingress, @Nullable Ingress old) {
        ObjectMetaRules.create(errors, ingress.metadata(), true, NameRule.SUBDOMAIN);
        var spec = ingress.spec();
        if (spec.rules().isEmpty() && spec.defaultBackend() == null) {
            errors.invalidShown(SPEC, FieldErrors.NULL, "either `defaultBackend` or `rules` must be specified");
        }
        var backend = spec.defaultBackend();
        if (backend != null) {
            backend(errors, SPEC.child("defaultBackend"), backend);
        }
        rules(errors, spec, old != null && hasBadWildcardRule(old.spec()));
        boolean anySecret = old != null && hasBadSecretName(old.spec());
        for (int i = 0; i < spec.tls().size(); i++) {
            tls(errors, SPEC.child("tls").index(i), spec.tls().get(i), anySecret);
        }
        String name = spec.ingressClassName();
        if (name != null) {
            errors.invalidEach(SPEC.child("ingressClassName"), name, DnsNames.subdomain(name));
        }
    }

    private static void rules(FieldErrors errors, IngressSpec spec, boolean anyWildcardRule) {
        for (int i = 0; i < spec.rules().size(); i++) {
            var rule = spec.rules().get(i);
            var path = SPEC.child("rules").index(i);
            boolean wildcard = rule.host().indexOf('*') >= 0;
            if (!rule.host().isEmpty()) {
                notAnAddress(errors, path.child("host"), rule.host());
                host(errors, path.child("host"), rule.host());
            }
            if (!wildcard || !anyWildcardRule) {
                value(errors, path, rule.http());
            }
        }
    }

    private static void notAnAddress(FieldErrors errors, FieldPath path, String host) {
        if (IpAddress.parse(host) != null) {
            errors.invalid(path, host, NOT_AN_ADDRESS);
        }
    }

    private static void host(FieldErrors errors, FieldPath path, String host) {
        errors.invalidEach(
                path, host, host.indexOf('*') >= 0 ? DnsNames.wildcardSubdomain(host) : DnsNames.subdomain(host));
    }

    private static void value(FieldErrors errors, FieldPath path, @Nullable HTTPIngressRuleValue http) {
        if (http == null) {
            return;
        }
        var paths = path.child("http", "paths");
        if (http.paths().isEmpty()) {
            errors.required(paths);
        }
        for (int i = 0; i < http.paths().size(); i++) {
            path(errors, paths.index(i), http.paths().get(i));
        }
    }

    private static void path(FieldErrors errors, FieldPath at, HTTPIngressPath path) {
        String type = path.pathType();
        if (type == null) {
            errors.required(at.child("pathType"), "pathType must be specified");
            return;
        }
        String text = path.path();
        boolean strict = type.equals("Exact") || type.equals("Prefix");
        if (!PATH_TYPES.contains(type)) {
            errors.notSupported(at.child("pathType"), type, PATH_TYPES);
        } else if (!text.startsWith("/") && (strict || !text.isEmpty())) {
            errors.invalid(at.child("path"), text, "must be an absolute path");
        }
        if (strict) {
            for (String bad : BAD_SEQUENCES) {
                if (text.contains(bad)) {
                    errors.invalid(at.child("path"), text, "must not contain '" + bad + "'");
                }
            }
            for (String bad : BAD_ENDS) {
                if (text.endsWith(bad)) {
                    errors.invalid(at.child("path"), text, "cannot end with '" + bad + "'");
                }
            }
        }
        backend(errors, at.child("backend"), path.backend());
    }

    private static void backend(FieldErrors errors, FieldPath path, IngressBackend backend) {
        var service = backend.service();
        var resource = backend.resource();
        if (service != null && resource != null) {
            errors.invalid(path, "", "cannot set both resource and service backends");
        } else if (resource != null) {
            resource(errors, path.child("resource"), resource);
        } else if (service != null) {
            service(errors, path, service);
        } else {
            errors.invalid(path, "", "resource or service backend is required");
        }
    }

    private static void resource(FieldErrors errors, FieldPath path, TypedLocalObjectReference resource) {
        String group = resource.apiGroup();
        if (group != null) {
            errors.invalidEach(path.child("apiGroup"), group, DnsNames.subdomain(group));
        }
        segment(errors, path.child("kind"), resource.kind());
        segment(errors, path.child("name"), resource.name());
    }

    /// A name that must be there and fit into a path.
    static void segment(FieldErrors errors, FieldPath path, String name) {
        if (name.isEmpty()) {
            errors.required(path);
        } else {
            errors.invalidEach(path, name, NameRule.pathSegment(name));
        }
    }

    private static void service(FieldErrors errors, FieldPath path, IngressServiceBackend service) {
        var at = path.child("service");
        if (service.name().isEmpty()) {
            errors.required(at.child("name"));
        } else {
            errors.invalidEach(at.child("name"), service.name(), DnsNames.label(service.name()));
        }
        String name = service.port().name();
        int number = service.port().number();
        if (!name.isEmpty() && number != 0) {
            errors.invalid(path, "", "cannot set both port name & port number");
        } else if (!name.isEmpty()) {
            errors.invalidEach(at.child("port", "name"), name, Ports.name(name));
        } else if (number != 0) {
            errors.invalidEach(at.child("port", "number"), number, Ports.number(number));
        } else {
            errors.required(path, "port name or number is required");
        }
    }

    private static void tls(FieldErrors errors, FieldPath path, IngressTLS tls, boolean anySecret) {
        for (int i = 0; i < tls.hosts().size(); i++) {
            host(errors, path.child("hosts").index(i), tls.hosts().get(i));
        }
        if (!anySecret) {
            errors.invalidEach(path.child("secretName"), tls.secretName(), secretName(tls.secretName()));
        }
    }

    private static List<String> secretName(String name) {
        return name.isEmpty() ? List.of() : DnsNames.subdomain(name);
    }

    private static boolean hasBadSecretName(IngressSpec spec) {
        return spec.tls().stream().anyMatch(tls -> !secretName(tls.secretName()).isEmpty());
    }

    private static boolean hasBadWildcardRule(IngressSpec spec) {
        for (var rule : spec.rules()) {
            var errors = new FieldErrors();
            if (rule.host().indexOf('*') >= 0) {
                value(errors, SPEC, rule.http());
            }
            if (!errors.isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
