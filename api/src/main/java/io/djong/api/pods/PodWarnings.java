package io.djong.api.pods;

import io.djong.api.json.GoQuote;
import io.djong.api.nodes.OldLabels;
import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodAffinityTerm;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.core.v1.WeightedPodAffinityTerm;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.AddressWarnings;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What is valid in a pod and still most likely a mistake, one sentence each, in upstream's words and order.
public final class PodWarnings {
    private static final FieldPath TEMPLATE = FieldPath.of("spec").child("template");
    private static final String NO_SELECTOR = ": a null labelSelector results in matching no pod";

    private final List<String> sentences = new ArrayList<>(0);
    private final FieldPath metadata;
    private final FieldPath path;
    private final ObjectMeta meta;
    private final PodSpec spec;

    private PodWarnings(FieldPath metadata, FieldPath path, ObjectMeta meta, PodSpec spec) {
        this.metadata = metadata;
        this.path = path;
        this.meta = meta;
        this.spec = spec;
    }

    /// Of a new pod.
    public static List<String> of(Pod pod) {
        var warnings = new PodWarnings(FieldPath.of("metadata"), FieldPath.of("spec"), pod.metadata(), pod.spec());
        name(warnings.sentences, pod.metadata().name(), "the Pod's hostname");
        return warnings.all(false);
    }

    /// Of something new that makes pods from its `spec.template`.
    ///
    /// @param name of the object, which begins the names of its pods
    public static List<String> ofTemplate(String name, PodTemplateSpec template) {
        var sentences = new ArrayList<>(ofName(name));
        sentences.addAll(ofTemplate(TEMPLATE, template));
        return sentences;
    }

    /// Of the name of something new that begins the names of its pods.
    public static List<String> ofName(String name) {
        var sentences = new ArrayList<String>(0);
        name(sentences, name, "Pod names and hostnames");
        return sentences;
    }

    /// Of something changed that makes pods from its `spec.template`.
    public static List<String> ofTemplate(PodTemplateSpec template) {
        return ofTemplate(TEMPLATE, template);
    }

    /// Of something that makes pods from a template, and whose name does not begin theirs.
    ///
    /// @param path where the template stands in it
    public static List<String> ofTemplate(FieldPath path, PodTemplateSpec template) {
        return at(path, template).all(true);
    }

    private static PodWarnings at(FieldPath path, PodTemplateSpec template) {
        return new PodWarnings(path.child("metadata"), path.child("spec"), template.metadata(), template.spec());
    }

    private List<String> all(boolean template) {
        nodes();
        spread();
        sentences.addAll(PodAnnotationWarnings.ofPod(metadata, meta));
        sentences.addAll(VolumeWarnings.of(path.child("volumes"), spec.volumes()));
        duplicates();
        ContainerWarnings.fractions(sentences, path.child("overhead"), spec.overhead());
        sentences.addAll(PodAnnotationWarnings.ofSeccomp(metadata, meta, spec));
        sentences.addAll(ContainerWarnings.of(path, metadata, meta, spec, template));
        var grace = spec.terminationGracePeriodSeconds();
        if (grace != null && grace < 0) {
            sentences.add(path.child("terminationGracePeriodSeconds")
                    + ": must be >= 0; negative values are invalid and will be treated as 1");
        }
        if (spec.affinity() != null) {
            pods(spec.affinity());
        }
        addresses();
        return sentences;
    }

    private static void name(List<String> sentences, String name, String where) {
        var wrong = DnsNames.label(name);
        if (!wrong.isEmpty()) {
            sentences.add("metadata.name: this is used in " + where
                    + ", which can result in surprising behavior; a DNS label is recommended: "
                    + "[" + String.join(" ", wrong) + "]");
        }
    }

    private void nodes() {
        spec.nodeSelector().forEach((key, value) -> {
            var why = OldLabels.why(key);
            if (why != null) {
                sentences.add(path.child("nodeSelector").key(key) + ": " + why);
            }
        });
        var affinity = spec.affinity() == null ? null : spec.affinity().nodeAffinity();
        if (affinity == null) {
            return;
        }
        var at = path.child("affinity", "nodeAffinity");
        var required = affinity.requiredDuringSchedulingIgnoredDuringExecution();
        if (required != null) {
            var terms = at.child("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
            for (int i = 0; i < required.nodeSelectorTerms().size(); i++) {
                term(terms.index(i), required.nodeSelectorTerms().get(i), false);
            }
        }
        var preferred = affinity.preferredDuringSchedulingIgnoredDuringExecution();
        for (int i = 0; i < preferred.size(); i++) {
            var preference = at.child("preferredDuringSchedulingIgnoredDuringExecution")
                    .index(i)
                    .child("preference");
            term(preference, preferred.get(i).preference(), true);
        }
    }

    private void term(FieldPath at, NodeSelectorTerm term, boolean withValues) {
        for (int i = 0; i < term.matchExpressions().size(); i++) {
            var expression = term.matchExpressions().get(i);
            var here = at.child("matchExpressions").index(i);
            old(here.child("key"), expression.key());
            for (int j = 0; withValues && j < expression.values().size(); j++) {
                String value = expression.values().get(j);
                for (String why : LabelNames.value(value)) {
                    sentences.add(here.child("values").index(j) + ": " + value + " is invalid, " + why);
                }
            }
        }
    }

    private void old(FieldPath at, String label) {
        var why = OldLabels.why(label);
        if (why != null) {
            sentences.add(at + ": " + label + " is " + why);
        }
    }

    private void spread() {
        for (int i = 0; i < spec.topologySpreadConstraints().size(); i++) {
            var constraint = spec.topologySpreadConstraints().get(i);
            var at = path.child("topologySpreadConstraints").index(i);
            old(at.child("topologyKey"), constraint.topologyKey());
            if (constraint.labelSelector() == null) {
                sentences.add(at.child("labelSelector") + NO_SELECTOR);
            }
        }
    }

    private void duplicates() {
        var ips = new HashSet<String>();
        for (int i = 0; i < spec.hostAliases().size(); i++) {
            String ip = spec.hostAliases().get(i).ip();
            if (!ips.add(ip)) {
                sentences.add(path.child("hostAliases").index(i).child("ip") + ": duplicate ip " + GoQuote.quote(ip));
            }
        }
        var secrets = spec.imagePullSecrets();
        var names = new HashSet<String>();
        for (int i = 0; i < secrets.size(); i++) {
            String name = secrets.get(i).name();
            if (!names.add(name)) {
                sentences.add(path.child("imagePullSecrets").index(i).child("name") + ": duplicate name "
                        + GoQuote.quote(name));
            }
        }
        for (int i = 0; i < secrets.size(); i++) {
            if (secrets.get(i).name().isEmpty()) {
                sentences.add(path.child("imagePullSecrets").index(i).child("name") + ": invalid empty name \"\"");
            }
        }
    }

    private void pods(Affinity affinity) {
        var near = affinity.podAffinity();
        if (near != null) {
            var at = path.child("affinity", "podAffinity");
            required(at, near.requiredDuringSchedulingIgnoredDuringExecution());
            preferred(at, near.preferredDuringSchedulingIgnoredDuringExecution());
        }
        var far = affinity.podAntiAffinity();
        if (far != null) {
            var at = path.child("affinity", "podAntiAffinity");
            required(at, far.requiredDuringSchedulingIgnoredDuringExecution());
            preferred(at, far.preferredDuringSchedulingIgnoredDuringExecution());
        }
    }

    private void required(FieldPath at, List<PodAffinityTerm> terms) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).labelSelector() == null) {
                sentences.add(at.child("requiredDuringSchedulingIgnoredDuringExecution")
                                .index(i)
                                .child("labelSelector")
                        + NO_SELECTOR);
            }
        }
    }

    private void preferred(FieldPath at, List<WeightedPodAffinityTerm> terms) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).podAffinityTerm().labelSelector() == null) {
                sentences.add(at.child("preferredDuringSchedulingIgnoredDuringExecution")
                                .index(i)
                                .child("podAffinityTerm", "labelSelector")
                        + NO_SELECTOR);
            }
        }
    }

    private void addresses() {
        var dns = spec.dnsConfig();
        for (int i = 0; dns != null && i < dns.nameservers().size(); i++) {
            var at = path.child("dnsConfig", "nameservers").index(i);
            sentences.addAll(AddressWarnings.ip(at, dns.nameservers().get(i)));
        }
        for (int i = 0; i < spec.hostAliases().size(); i++) {
            var at = path.child("hostAliases").index(i).child("ip");
            sentences.addAll(AddressWarnings.ip(at, spec.hostAliases().get(i).ip()));
        }
    }
}
