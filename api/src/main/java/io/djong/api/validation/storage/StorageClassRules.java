package io.djong.api.validation.storage;

import io.djong.api.types.core.v1.TopologySelectorLabelRequirement;
import io.djong.api.types.core.v1.TopologySelectorTerm;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Storage classes: parameters, who provisions, what happens afterwards and when volumes are bound
/// cannot change.
public final class StorageClassRules {
    private static final List<String> POLICIES = List.of("Delete", "Retain");
    private static final List<String> MODES = List.of("Immediate", "WaitForFirstConsumer");
    private static final FieldPath PARAMETERS = FieldPath.of("parameters");
    private static final FieldPath PROVISIONER = FieldPath.of("provisioner");
    private static final FieldPath POLICY = FieldPath.of("reclaimPolicy");
    private static final FieldPath MODE = FieldPath.of("volumeBindingMode");

    private StorageClassRules() {}

    /// A new one.
    public static void create(FieldErrors errors, StorageClass storage) {
        ObjectMetaRules.create(errors, storage.metadata(), false, NameRule.SUBDOMAIN);
        ClassParameters.provisioner(errors, PROVISIONER, storage.provisioner());
        ClassParameters.check(errors, PARAMETERS, storage.parameters(), true);
        String policy = storage.reclaimPolicy();
        if (policy != null && !policy.isEmpty() && !POLICIES.contains(policy)) {
            errors.notSupported(POLICY, policy, POLICIES);
        }
        String mode = storage.volumeBindingMode();
        if (mode == null) {
            errors.required(MODE);
        } else if (!MODES.contains(mode)) {
            errors.notSupported(MODE, mode, MODES);
        }
        topologies(errors, FieldPath.of("allowedTopologies"), storage.allowedTopologies());
    }

    /// A changed one.
    public static void update(FieldErrors errors, StorageClass storage, StorageClass old) {
        create(errors, storage);
        ObjectMetaRules.update(errors, storage.metadata(), old.metadata());
        if (!storage.parameters().equals(old.parameters())) {
            errors.invalidShown(PARAMETERS, Shown.texts(storage.parameters()), Texts.IMMUTABLE);
        }
        ObjectMetaRules.immutable(errors, PROVISIONER, storage.provisioner(), old.provisioner());
        immutable(errors, POLICY, storage.reclaimPolicy(), old.reclaimPolicy());
        immutable(errors, MODE, storage.volumeBindingMode(), old.volumeBindingMode());
    }

    private static void immutable(FieldErrors errors, FieldPath path, @Nullable String now, @Nullable String before) {
        if (!Objects.equals(now, before)) {
            errors.invalidShown(path, Shown.text(now), Texts.IMMUTABLE);
        }
    }

    /// Upstream compares each term with as many empty ones as there are terms, besides those before it.
    private static void topologies(FieldErrors errors, FieldPath path, List<TopologySelectorTerm> terms) {
        var seen = new ArrayList<Map<String, Set<String>>>();
        for (int i = 0; i < terms.size(); i++) {
            seen.add(Map.of());
        }
        for (int i = 0; i < terms.size(); i++) {
            var values = term(errors, path.index(i), terms.get(i));
            for (var other : seen) {
                if (values.equals(other)) {
                    errors.duplicate(path.index(i).child("matchLabelExpressions"), "");
                }
            }
            seen.add(values);
        }
    }

    private static Map<String, Set<String>> term(FieldErrors errors, FieldPath path, TopologySelectorTerm term) {
        var all = new HashMap<String, Set<String>>();
        for (int i = 0; i < term.matchLabelExpressions().size(); i++) {
            var wanted = term.matchLabelExpressions().get(i);
            var at = path.child("matchLabelExpressions").index(i);
            var values = label(errors, at, wanted);
            if (all.containsKey(wanted.key())) {
                errors.duplicate(at.child("key"), wanted.key());
            }
            all.put(wanted.key(), values);
        }
        return all;
    }

    private static Set<String> label(FieldErrors errors, FieldPath path, TopologySelectorLabelRequirement wanted) {
        if (wanted.values().isEmpty()) {
            errors.required(path.child("values"));
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < wanted.values().size(); i++) {
            if (!seen.add(wanted.values().get(i))) {
                errors.duplicate(path.child("values").index(i), wanted.values().get(i));
            }
        }
        errors.invalidEach(path.child("key"), wanted.key(), LabelNames.key(wanted.key()));
        return seen;
    }
}
