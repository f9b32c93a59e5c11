package io.djong.api.validation.admissionregistration;

import io.djong.api.types.admissionregistration.v1.MatchResources;
import io.djong.api.types.admissionregistration.v1.NamedRuleWithOperations;
import io.djong.api.types.admissionregistration.v1.ParamKind;
import io.djong.api.types.admissionregistration.v1.Variable;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.expression.AdmissionExpressions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What both kinds of policy have.
final class PolicyRules {
    private static final List<String> MUTATING_OPERATIONS = List.of("*", "CONNECT", "CREATE", "UPDATE");

    private PolicyRules() {}

    static void failurePolicy(FieldErrors errors, FieldPath path, @Nullable String policy) {
        if (policy == null) {
            errors.required(path);
        }
        WebhookRules.failurePolicy(errors, path, policy);
    }

    static void matchConstraints(FieldErrors errors, FieldPath path, @Nullable MatchResources match) {
        if (match == null) {
            errors.required(path);
            return;
        }
        MatchRules.resources(errors, path, match);
        if (match.resourceRules().isEmpty()) {
            errors.required(path.child("resourceRules"));
        }
    }

    /// What is deleted cannot be changed.
    static void mutatingOperations(FieldErrors errors, FieldPath path, List<NamedRuleWithOperations> rules) {
        for (var rule : rules) {
            for (String operation : rule.operations()) {
                if (!MUTATING_OPERATIONS.contains(operation)) {
                    errors.notSupported(path.child("resourceRules", "operations"), operation, MUTATING_OPERATIONS);
                }
            }
        }
    }

    static void paramKind(FieldErrors errors, FieldPath path, @Nullable ParamKind param) {
        if (param == null) {
            return;
        }
        paramVersion(errors, path.child("apiVersion"), param.apiVersion());
        String kind = param.kind();
        if (kind.isEmpty()) {
            errors.required(path.child("kind"));
            return;
        }
        var wrong = DnsNames.label1035(kind.toLowerCase(Locale.ROOT));
        if (!wrong.isEmpty()) {
            errors.invalid(
                    path.child("kind"),
                    kind,
                    "may have mixed case, but should otherwise match: " + String.join(",", wrong));
        }
    }

    private static void paramVersion(FieldErrors errors, FieldPath path, String apiVersion) {
        if (apiVersion.isEmpty()) {
            errors.required(path);
            return;
        }
        int slash = apiVersion.indexOf('/');
        if (slash != apiVersion.lastIndexOf('/')) {
            errors.invalid(path, apiVersion, "unexpected GroupVersion string: " + apiVersion);
            return;
        }
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        if (!group.isEmpty()) {
            var wrong = DnsNames.subdomain(group);
            if (!wrong.isEmpty()) {
                errors.invalid(path, group, String.join(",", wrong));
            }
        }
        if (version.isEmpty()) {
            errors.invalid(path, apiVersion, "version must be specified");
            return;
        }
        var wrong = DnsNames.label1035(version);
        if (!wrong.isEmpty()) {
            errors.invalid(path, version, String.join(",", wrong));
        }
    }

    static void variables(
            FieldErrors errors,
            FieldPath path,
            List<Variable> variables,
            AdmissionExpressions.Scope expressions,
            boolean params) {
        expressions.compose();
        for (int i = 0; i < variables.size(); i++) {
            var at = path.index(i);
            String name = variables.get(i).name();
            if (GoSpace.trim(name).isEmpty()) {
                errors.required(at.child("name"), "name is not specified");
            } else if (!CelNames.isIdentifier(name)) {
                errors.invalid(at.child("name"), name, "must be a valid CEL identifier");
            }
            String expression = variables.get(i).expression();
            if (GoSpace.trim(expression).isEmpty()) {
                errors.required(at.child("expression"), "expression is not specified");
                continue;
            }
            var problem = expressions.declare(name, expression, params);
            if (problem != null) {
                problem.report(errors, at.child("expression"), expression);
            }
        }
    }
}
