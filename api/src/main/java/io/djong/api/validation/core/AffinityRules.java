package io.djong.api.validation.core;

import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.NodeAffinity;
import io.djong.api.types.core.v1.NodeSelector;
import io.djong.api.types.core.v1.NodeSelectorRequirement;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.core.v1.PodAffinityTerm;
import io.djong.api.types.core.v1.WeightedPodAffinityTerm;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.meta.LabelSelectorRules;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which nodes pods want to be on, and near which other pods.
public final class AffinityRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final String WEIGHT = "must be in the range 1-100";
    private static final String OPERATOR = "not a valid selector operator";

    private AffinityRules() {}

    static void check(FieldErrors errors, FieldPath path, @Nullable Affinity affinity, PodLeniency leniency) {
        if (affinity == null) {
            return;
        }
        if (affinity.nodeAffinity() != null) {
            node(errors, path.child("nodeAffinity"), affinity.nodeAffinity(), leniency.anyNodeValues());
        }
        boolean any = leniency.anySelectorValues();
        var near = affinity.podAffinity();
        if (near != null) {
            var at = path.child("podAffinity");
            required(errors, at.child(REQUIRED), near.requiredDuringSchedulingIgnoredDuringExecution(), any);
            preferred(errors, at.child(PREFERRED), near.preferredDuringSchedulingIgnoredDuringExecution(), any);
        }
        var far = affinity.podAntiAffinity();
        if (far != null) {
            var at = path.child("podAntiAffinity");
            required(errors, at.child(REQUIRED), far.requiredDuringSchedulingIgnoredDuringExecution(), any);
            preferred(errors, at.child(PREFERRED), far.preferredDuringSchedulingIgnoredDuringExecution(), any);
        }
    }

    private static void node(FieldErrors errors, FieldPath path, NodeAffinity affinity, boolean anyValues) {
        var must = affinity.requiredDuringSchedulingIgnoredDuringExecution();
        if (must != null) {
            nodeSelector(errors, path.child(REQUIRED), must, anyValues);
        }
        var should = affinity.preferredDuringSchedulingIgnoredDuringExecution();
        for (int i = 0; i < should.size(); i++) {
            var at = path.child(PREFERRED).index(i);
            weight(errors, at, should.get(i).weight());
            term(errors, at.child("preference"), should.get(i).preference(), true);
        }
    }

    private static void weight(FieldErrors errors, FieldPath at, int weight) {
        if (weight <= 0 || weight > 100) {
            errors.invalid(at.child("weight"), weight, WEIGHT);
        }
    }

    /// Terms of which a node must meet one.
    ///
    /// @param anyValues whether values are let pass that no label can have
    public static void nodeSelector(FieldErrors errors, FieldPath path, NodeSelector selector, boolean anyValues) {
        var terms = path.child("nodeSelectorTerms");
        if (selector.nodeSelectorTerms().isEmpty()) {
            errors.required(terms, "must have at least one node selector term");
        }
        for (int i = 0; i < selector.nodeSelectorTerms().size(); i++) {
            term(errors, terms.index(i), selector.nodeSelectorTerms().get(i), anyValues);
        }
    }

    private static void term(FieldErrors errors, FieldPath path, NodeSelectorTerm term, boolean anyValues) {
        for (int i = 0; i < term.matchExpressions().size(); i++) {
            label(
                    errors,
                    path.child("matchExpressions").index(i),
                    term.matchExpressions().get(i),
                    anyValues);
        }
        for (int i = 0; i < term.matchFields().size(); i++) {
            field(errors, path.child("matchFields").index(i), term.matchFields().get(i));
        }
    }

    private static void label(FieldErrors errors, FieldPath path, NodeSelectorRequirement wanted, boolean anyValues) {
        var values = path.child("values");
        switch (wanted.operator()) {
            case "In", "NotIn" -> {
                if (wanted.values().isEmpty()) {
                    errors.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!wanted.values().isEmpty()) {
                    errors.forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            case "Gt", "Lt" -> {
                if (wanted.values().size() != 1) {
                    errors.required(values, "must be specified single value when `operator` is 'Lt' or 'Gt'");
                }
            }
            default -> errors.invalid(path.child("operator"), wanted.operator(), OPERATOR);
        }
        errors.invalidEach(path.child("key"), wanted.key(), LabelNames.key(wanted.key()));
        for (int i = 0; i < wanted.values().size() && !anyValues; i++) {
            String value = wanted.values().get(i);
            errors.invalidEach(values.index(i), value, LabelNames.value(value));
        }
    }

    private static void field(FieldErrors errors, FieldPath path, NodeSelectorRequirement wanted) {
        if (!wanted.operator().equals("In") && !wanted.operator().equals("NotIn")) {
            errors.invalid(path.child("operator"), wanted.operator(), OPERATOR);
        } else if (wanted.values().size() != 1) {
            errors.required(
                    path.child("values"),
                    "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }
        if (!wanted.key().equals("metadata.name")) {
            errors.invalid(path.child("key"), wanted.key(), "not a valid field selector key");
            return;
        }
        for (int i = 0; i < wanted.values().size(); i++) {
            String value = wanted.values().get(i);
            errors.invalidEach(path.child("values").index(i), value, DnsNames.subdomain(value));
        }
    }

    private static void required(FieldErrors errors, FieldPath path, List<PodAffinityTerm> terms, boolean anyValues) {
        for (int i = 0; i < terms.size(); i++) {
            pods(errors, path.index(i), terms.get(i), anyValues);
        }
    }

    private static void preferred(
            FieldErrors errors, FieldPath path, List<WeightedPodAffinityTerm> terms, boolean anyValues) {
        for (int i = 0; i < terms.size(); i++) {
            weight(errors, path.index(i), terms.get(i).weight());
            pods(errors, path.index(i).child("podAffinityTerm"), terms.get(i).podAffinityTerm(), anyValues);
        }
    }

    private static void pods(FieldErrors errors, FieldPath path, PodAffinityTerm term, boolean anyValues) {
        LabelSelectorRules.check(errors, path.child("labelSelector"), term.labelSelector(), anyValues);
        LabelSelectorRules.check(errors, path.child("namespaceSelector"), term.namespaceSelector(), anyValues);
        for (String namespace : term.namespaces()) {
            errors.invalidEach(path.child("namespace"), namespace, DnsNames.label(namespace));
        }
        labelKeys(errors, path.child("matchLabelKeys"), term.matchLabelKeys(), term.labelSelector());
        labelKeys(errors, path.child("mismatchLabelKeys"), term.mismatchLabelKeys(), term.labelSelector());
        onceEach(errors, path, term.matchLabelKeys(), term.labelSelector());
        for (int i = 0; i < term.matchLabelKeys().size(); i++) {
            String key = term.matchLabelKeys().get(i);
            if (term.mismatchLabelKeys().contains(key)) {
                errors.invalid(
                        path.child("matchLabelKeys").index(i),
                        key,
                        "exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
        if (term.topologyKey().isEmpty()) {
            errors.required(path.child("topologyKey"), "can not be empty");
        }
        errors.invalidEach(path.child("topologyKey"), term.topologyKey(), LabelNames.key(term.topologyKey()));
    }

    static void labelKeys(FieldErrors errors, FieldPath path, List<String> keys, @Nullable LabelSelector selector) {
        if (keys.isEmpty()) {
            return;
        }
        if (selector == null) {
            errors.forbidden(path, "must not be specified when labelSelector is not set");
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            errors.invalidEach(path.index(i), keys.get(i), LabelNames.key(keys.get(i)));
        }
    }

    /// The selector has one expression for each of the keys already, which was made from it; more is too much.
    static void onceEach(FieldErrors errors, FieldPath path, List<String> keys, @Nullable LabelSelector selector) {
        if (keys.isEmpty() || selector == null) {
            return;
        }
        var seen = new HashSet<>(selector.matchLabels().keySet());
        for (var expression : selector.matchExpressions()) {
            int index = keys.lastIndexOf(expression.key());
            if (!seen.add(expression.key()) && index >= 0) {
                errors.invalid(path.index(index), expression.key(), "exists in both matchLabelKeys and labelSelector");
            }
        }
    }
}
