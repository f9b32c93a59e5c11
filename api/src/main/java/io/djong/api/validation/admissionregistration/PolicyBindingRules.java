package io.djong.api.validation.admissionregistration;

import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.ParamRef;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a policy applies, and with which parameters. The same rules hold for new and changed bindings.
public final class PolicyBindingRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");
    private static final List<String> NOT_FOUND_ACTIONS = List.of("Deny", "Allow");

    private PolicyBindingRules() {}

    /// A binding of a policy that refuses.
    public static void check(FieldErrors errors, ValidatingAdmissionPolicyBinding binding) {
        var spec = binding.spec();
        named(errors, binding.metadata(), spec.policyName());
        paramRef(errors, SPEC.child("paramRef"), spec.paramRef());
        if (spec.matchResources() != null) {
            MatchRules.resources(errors, SPEC.child("matchResources"), spec.matchResources());
        }
        actions(errors, SPEC.child("validationActions"), spec.validationActions());
    }

    /// A binding of a policy that changes.
    public static void check(FieldErrors errors, MutatingAdmissionPolicyBinding binding) {
        var spec = binding.spec();
        named(errors, binding.metadata(), spec.policyName());
        paramRef(errors, SPEC.child("paramRef"), spec.paramRef());
        var match = spec.matchResources();
        if (match != null) {
            MatchRules.resources(errors, SPEC.child("matchResources"), match);
            PolicyRules.mutatingOperations(errors, SPEC.child("matchResources"), match.resourceRules());
        }
    }

    private static void named(FieldErrors errors, ObjectMeta meta, String policy) {
        ObjectMetaRules.createGeneric(errors, meta, false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        if (policy.isEmpty()) {
            errors.required(SPEC.child("policyName"));
        } else {
            errors.invalidEach(SPEC.child("policyName"), policy, DnsNames.subdomain(policy));
        }
    }

    private static void paramRef(FieldErrors errors, FieldPath path, @Nullable ParamRef ref) {
        if (ref == null) {
            return;
        }
        String name = ref.name();
        var selector = ref.selector();
        if (!name.isEmpty()) {
            errors.invalidEach(path.child("name"), name, NameRule.pathSegment(name));
            if (selector != null) {
                errors.forbidden(path.child("name"), "name and selector are mutually exclusive");
            }
        }
        if (selector != null) {
            LabelSelectorRules.check(errors, path.child("selector"), selector, false);
            if (!name.isEmpty()) {
                errors.forbidden(path.child("selector"), "name and selector are mutually exclusive");
            }
        }
        if (name.isEmpty() && selector == null) {
            errors.required(path, "one of name or selector must be specified");
        }
        var action = ref.parameterNotFoundAction();
        if (action == null || action.isEmpty()) {
            errors.required(path.child("parameterNotFoundAction"));
        } else if (!NOT_FOUND_ACTIONS.contains(action)) {
            errors.notSupported(path.child("parameterNotFoundAction"), action, NOT_FOUND_ACTIONS);
        }
    }

    private static void actions(FieldErrors errors, FieldPath path, List<String> actions) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < actions.size(); i++) {
            String action = actions.get(i);
            if (!ACTIONS.contains(action)) {
                errors.notSupported(path.index(i), action, ACTIONS);
            }
            if (!seen.add(action)) {
                errors.duplicate(path.index(i), action);
            }
        }
        if (seen.contains("Deny") && seen.contains("Warn")) {
            errors.invalidShown(
                    path,
                    Shown.texts(actions),
                    "must not contain both Deny and Warn (repeating the same validation failure information in the"
                            + " API response and headers serves no purpose)");
        }
        if (actions.isEmpty()) {
            errors.required(path, "at least one validation action is required");
        }
    }
}
