package io.djong.api.pods;

import io.djong.api.json.GoQuote;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What is valid in a pod and still most likely a mistake, one sentence each, in upstream's words.
public final class PodWarnings {
    private static final List<String> WHOLE_BYTES = List.of("memory", "ephemeral-storage");
    private static final Map<String, String> OLD_LABELS = Map.of(
            "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
            "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
            "failure-domain.beta.kubernetes.io/region",
                    "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
            "failure-domain.beta.kubernetes.io/zone",
                    "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
            "beta.kubernetes.io/instance-type",
                    "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead");

    private final List<String> sentences = new ArrayList<>(0);

    private PodWarnings() {}

    /// Of a new pod.
    public static List<String> of(Pod pod) {
        var warnings = new PodWarnings();
        warnings.name(pod.metadata().name(), "the Pod's hostname");
        warnings.spec(FieldPath.of("spec"), pod.spec());
        return warnings.sentences;
    }

    /// Of something new that makes pods from a template.
    ///
    /// @param name of the object, which begins the names of its pods
    public static List<String> ofTemplate(String name, PodTemplateSpec template) {
        var warnings = new PodWarnings();
        warnings.name(name, "Pod names and hostnames");
        warnings.spec(FieldPath.of("template").child("spec"), template.spec());
        return warnings.sentences;
    }

    /// Of something changed that makes pods from a template.
    public static List<String> ofTemplate(PodTemplateSpec template) {
        var warnings = new PodWarnings();
        warnings.spec(FieldPath.of("template").child("spec"), template.spec());
        return warnings.sentences;
    }

    private void name(String name, String where) {
        var wrong = DnsNames.label(name);
        if (!wrong.isEmpty()) {
            sentences.add("metadata.name: this is used in " + where
                    + ", which can result in surprising behavior; a DNS label is recommended: "
                    + wrong);
        }
    }

    private void spec(FieldPath path, PodSpec spec) {
        spec.nodeSelector().forEach((key, value) -> {
            var why = OLD_LABELS.get(key);
            if (why != null) {
                sentences.add(path.child("nodeSelector").key(key) + ": " + why);
            }
        });
        for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
            var name = spec.imagePullSecrets().get(i).name();
            if (name.isEmpty()) {
                sentences.add(path.child("imagePullSecrets").index(i).child("name") + ": invalid empty name "
                        + GoQuote.quote(name));
            }
        }
        containers(path.child("initContainers"), spec.initContainers());
        containers(path.child("containers"), spec.containers());
        spec.overhead().forEach((name, amount) -> fraction(path.child("overhead"), name, amount));
        var grace = spec.terminationGracePeriodSeconds();
        if (grace != null && grace < 0) {
            sentences.add(path.child("terminationGracePeriodSeconds")
                    + ": must be >= 0; negative values are invalid and will be treated as 1");
        }
    }

    private void containers(FieldPath path, List<Container> containers) {
        for (int i = 0; i < containers.size(); i++) {
            var container = containers.get(i);
            var here = path.index(i);
            var resources = here.child("resources");
            container.resources().limits().forEach((name, amount) -> fraction(resources.child("limits"), name, amount));
            container
                    .resources()
                    .requests()
                    .forEach((name, amount) -> fraction(resources.child("requests"), name, amount));
            environment(here.child("env"), container);
        }
    }

    private void environment(FieldPath path, Container container) {
        var seen = new HashSet<String>();
        for (int i = 0; i < container.env().size(); i++) {
            var variable = container.env().get(i);
            // one that is made of its former value, as in PATH=$(PATH):/more, is meant
            var extends_ = variable.value().contains("$(" + variable.name() + ")");
            if (!seen.add(variable.name()) && !extends_) {
                sentences.add(path.index(i) + ": hides previous definition of " + GoQuote.quote(variable.name())
                        + ", which may be dropped when using apply");
            }
        }
    }

    private void fraction(FieldPath path, String name, Quantity amount) {
        if (WHOLE_BYTES.contains(name) && amount.milliValue() % 1_000 != 0) {
            sentences.add(path.key(name) + ": fractional byte value " + GoQuote.quote(amount.toString())
                    + " is invalid, must be an integer");
        }
    }
}
