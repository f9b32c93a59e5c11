package io.djong.api.validation.admissionregistration;

import io.djong.api.types.admissionregistration.v1.MatchResources;
import io.djong.api.types.admissionregistration.v1.NamedRuleWithOperations;
import io.djong.api.types.admissionregistration.v1.Rule;
import io.djong.api.types.admissionregistration.v1.RuleWithOperations;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.LabelSelectorRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which requests a webhook or policy is asked about.
final class MatchRules {
    private static final String ANY = "*";
    private static final List<String> SCOPES = List.of(ANY, "Cluster", "Namespaced");
    private static final List<String> OPERATIONS = List.of(ANY, "CONNECT", "CREATE", "DELETE", "UPDATE");
    private static final List<String> MATCH_POLICIES = List.of("Equivalent", "Exact");

    private MatchRules() {}

    static void matchPolicy(FieldErrors errors, FieldPath path, @Nullable String policy) {
        if (policy != null && !MATCH_POLICIES.contains(policy)) {
            errors.notSupported(path, policy, MATCH_POLICIES);
        }
    }

    static void rule(FieldErrors errors, FieldPath path, RuleWithOperations rule) {
        var operations = rule.operations();
        if (operations.isEmpty()) {
            errors.required(path.child("operations"));
        }
        if (operations.size() > 1 && operations.contains(ANY)) {
            errors.invalidShown(
                    path.child("operations"),
                    Shown.texts(operations),
                    "if '*' is present, must not specify other operations");
        }
        for (int i = 0; i < operations.size(); i++) {
            if (!OPERATIONS.contains(operations.get(i))) {
                errors.notSupported(path.child("operations").index(i), operations.get(i), OPERATIONS);
            }
        }
        what(errors, path, new Rule(rule.apiGroups(), rule.apiVersions(), rule.resources(), rule.scope()));
    }

    private static void what(FieldErrors errors, FieldPath path, Rule rule) {
        var groups = path.child("apiGroups");
        if (rule.apiGroups().isEmpty()) {
            errors.required(groups);
        }
        alone(errors, groups, rule.apiGroups(), "API groups");
        var versions = path.child("apiVersions");
        if (rule.apiVersions().isEmpty()) {
            errors.required(versions);
        }
        alone(errors, versions, rule.apiVersions(), "API versions");
        for (int i = 0; i < rule.apiVersions().size(); i++) {
            if (rule.apiVersions().get(i).isEmpty()) {
                errors.required(versions.index(i));
            }
        }
        resources(errors, path.child("resources"), rule.resources());
        var scope = rule.scope();
        if (scope != null && !SCOPES.contains(scope)) {
            errors.notSupported(path.child("scope"), scope, SCOPES);
        }
    }

    private static void alone(FieldErrors errors, FieldPath path, List<String> values, String others) {
        if (values.size() > 1 && values.contains(ANY)) {
            errors.invalidShown(path, Shown.texts(values), "if '*' is present, must not specify other " + others);
        }
    }

    private static void resources(FieldErrors errors, FieldPath path, List<String> resources) {
        if (resources.isEmpty()) {
            errors.required(path);
        }
        Set<String> anySub = new HashSet<>();
        Set<String> anyResource = new HashSet<>();
        boolean plain = false;
        for (int i = 0; i < resources.size(); i++) {
            String both = resources.get(i);
            if (both.isEmpty()) {
                errors.required(path.index(i));
                continue;
            }
            int slash = both.indexOf('/');
            if (slash < 0) {
                plain = !both.equals(ANY);
                continue;
            }
            String resource = both.substring(0, slash);
            String sub = both.substring(slash + 1);
            if (anySub.contains(resource)) {
                errors.invalid(path.index(i), both, "if '" + resource + "/*' is present, must not specify " + both);
            }
            if (anyResource.contains(sub)) {
                errors.invalid(path.index(i), both, "if '*/" + sub + "' is present, must not specify " + both);
            }
            if (sub.equals(ANY)) {
                anySub.add(resource);
            }
            if (resource.equals(ANY)) {
                anyResource.add(sub);
            }
        }
        if (resources.size() > 1 && resources.contains("*/*")) {
            errors.invalidShown(path, Shown.texts(resources), "if '*/*' is present, must not specify other resources");
        }
        if (resources.contains(ANY) && plain) {
            errors.invalidShown(
                    path,
                    Shown.texts(resources),
                    "if '*' is present, must not specify other resources without subresources");
        }
    }

    static void resources(FieldErrors errors, FieldPath path, MatchResources match) {
        var policy = match.matchPolicy();
        if (policy == null) {
            errors.required(path.child("matchPolicy"));
        }
        matchPolicy(errors, path.child("matchPolicy"), policy);
        selector(errors, path.child("namespaceSelector"), match.namespaceSelector());
        selector(errors, path.child("objectSelector"), match.objectSelector());
        named(errors, path.child("resourceRules"), match.resourceRules());
        named(errors, path.child("excludeResourceRules"), match.excludeResourceRules());
    }

    private static void selector(FieldErrors errors, FieldPath path, @Nullable LabelSelector selector) {
        if (selector == null) {
            errors.required(path);
        } else {
            LabelSelectorRules.check(errors, path, selector, false);
        }
    }

    private static void named(FieldErrors errors, FieldPath path, List<NamedRuleWithOperations> rules) {
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var names = path.index(i).child("resourceNames");
            Set<String> seen = new HashSet<>();
            for (int j = 0; j < rule.resourceNames().size(); j++) {
                String name = rule.resourceNames().get(j);
                errors.invalidEach(names.index(j), name, NameRule.pathSegment(name));
                if (!seen.add(name)) {
                    errors.duplicate(names.index(j), name);
                }
            }
            var plain = new RuleWithOperations(
                    rule.operations(), rule.apiGroups(), rule.apiVersions(), rule.resources(), rule.scope());
            rule(errors, path.index(i), plain);
        }
    }
}
