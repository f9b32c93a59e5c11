package io.djong.api.pods;

import io.djong.api.json.GoQuote;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Containers of a pod, one by one and among each other.
public final class ContainerWarnings {
    private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";

    /// A container and its place.
    private record At(FieldPath path, Container container) {}

    /// A port and its place.
    private record Port(FieldPath path, ContainerPort port) {}

    private final List<String> sentences = new ArrayList<>(0);

    private ContainerWarnings() {}

    /// @param template whether pods are made from this, whose annotations are then not read any more
    static List<String> of(FieldPath path, FieldPath metadata, ObjectMeta meta, PodSpec spec, boolean template) {
        var all = new ArrayList<At>();
        for (int i = 0; i < spec.initContainers().size(); i++) {
            all.add(new At(
                    path.child("initContainers").index(i), spec.initContainers().get(i)));
        }
        for (int i = 0; i < spec.containers().size(); i++) {
            all.add(new At(path.child("containers").index(i), spec.containers().get(i)));
        }
        var warnings = new ContainerWarnings();
        for (var each : all) {
            warnings.annotations(each, metadata, meta, spec, template);
            var resources = each.path().child("resources");
            for (String name : List.of("memory", "ephemeral-storage")) {
                var given = each.container().resources();
                fraction(warnings.sentences, resources.child("limits"), name, given.limits());
                fraction(warnings.sentences, resources.child("requests"), name, given.requests());
            }
            warnings.environment(each.path().child("env"), each.container());
        }
        warnings.ports(all);
        warnings.portNames(all);
        return warnings.sentences;
    }

    private void annotations(At at, FieldPath metadata, ObjectMeta meta, PodSpec spec, boolean template) {
        var context = at.container().securityContext();
        String seccomp = SECCOMP + at.container().name();
        if ((context == null || context.seccompProfile() == null)
                && meta.annotations().containsKey(seccomp)) {
            sentences.add(PodAnnotationWarnings.at(metadata, seccomp)
                    + ": non-functional in v1.27+; use the \"seccompProfile\" field instead");
        }
        if (!template || (context != null && context.appArmorProfile() != null)) {
            return;
        }
        String key = AppArmorAnnotations.PREFIX + at.container().name();
        var annotation = meta.annotations().get(key);
        var ofPod =
                spec.securityContext() == null ? null : spec.securityContext().appArmorProfile();
        if (annotation != null && (ofPod == null || !Objects.equals(ofPod, AppArmorAnnotations.profile(annotation)))) {
            sentences.add(PodAnnotationWarnings.at(metadata, key) + AppArmorAnnotations.DEPRECATED);
        }
    }

    private void environment(FieldPath path, Container container) {
        var seen = new HashSet<String>();
        for (int i = 0; i < container.env().size(); i++) {
            var variable = container.env().get(i);
            if (seen.add(variable.name())) {
                continue;
            }
            // one that is made of its former value, as in PATH=$(PATH):/more, is meant
            String former = "$(" + variable.name() + ")";
            boolean meant = variable.valueFrom() == null
                    && variable.value().contains(former)
                    && !variable.value().equals(former);
            if (!meant) {
                sentences.add(path.index(i) + ": hides previous definition of " + GoQuote.quote(variable.name())
                        + ", which may be dropped when using apply");
            }
        }
    }

    private void ports(List<At> containers) {
        var seen = new HashMap<String, List<Port>>();
        for (var at : containers) {
            for (int i = 0; i < at.container().ports().size(); i++) {
                var port = at.container().ports().get(i);
                var path = at.path().child("ports").index(i);
                if (!port.hostIP().isEmpty() && port.hostPort() == 0) {
                    sentences.add(path + ": hostIP set without hostPort: {Name:" + port.name()
                            + " HostPort:0 ContainerPort:" + port.containerPort() + " Protocol:" + port.protocol()
                            + " HostIP:" + port.hostIP() + "}");
                }
                var others =
                        seen.computeIfAbsent(port.containerPort() + "/" + port.protocol(), none -> new ArrayList<>());
                others.forEach(other -> meeting(path, port, other));
                others.add(new Port(path, port));
            }
        }
    }

    private void meeting(FieldPath path, ContainerPort port, Port other) {
        boolean samePort = port.hostPort() == other.port().hostPort();
        String how;
        if (samePort && port.hostIP().equals(other.port().hostIP())) {
            how = "duplicate";
        } else if (port.hostPort() == 0 || other.port().hostPort() == 0) {
            how = "overlapping";
        } else if (samePort && port.hostIP().isEmpty() != other.port().hostIP().isEmpty()) {
            how = "dangerously ambiguous";
        } else {
            return;
        }
        sentences.add(path + ": " + how + " port definition with " + other.path());
    }

    private void portNames(List<At> containers) {
        var seen = new HashMap<String, FieldPath>();
        for (var at : containers) {
            for (int i = 0; i < at.container().ports().size(); i++) {
                String name = at.container().ports().get(i).name();
                var path = at.path().child("ports").index(i);
                var first = name.isEmpty() ? null : seen.putIfAbsent(name, path);
                if (first != null) {
                    sentences.add(path + ": duplicate port name " + GoQuote.quote(name) + " with " + first
                            + ", services and probes that select ports by name will use " + first);
                }
            }
        }
    }

    /// Amounts of bytes that are no whole ones.
    static void fractions(List<String> sentences, FieldPath path, Map<String, Quantity> amounts) {
        fraction(sentences, path, "memory", amounts);
        fraction(sentences, path, "ephemeral-storage", amounts);
    }

    /// An amount of bytes that is no whole one.
    public static void fraction(List<String> sentences, FieldPath path, String name, Map<String, Quantity> amounts) {
        var amount = amounts.get(name);
        if (amount != null && amount.milliValue() % 1_000 != 0) {
            sentences.add(path.key(name) + ": fractional byte value " + GoQuote.quote(amount.toString())
                    + " is invalid, must be an integer");
        }
    }
}
