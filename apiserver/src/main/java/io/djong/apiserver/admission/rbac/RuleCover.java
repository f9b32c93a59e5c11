package io.djong.apiserver.admission.rbac;

import io.djong.api.json.GoQuote;
import io.djong.api.types.rbac.v1.PolicyRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which of some permissions somebody lacks. Pure.
final class RuleCover {
    private RuleCover() {}

    /// The single permissions of `wanted` that no rule of `held` covers.
    static List<PolicyRule> missing(List<PolicyRule> held, List<PolicyRule> wanted) {
        var missing = new ArrayList<PolicyRule>();
        for (var rule : wanted) {
            for (var single : singles(rule)) {
                if (held.stream().noneMatch(each -> covers(each, single))) {
                    missing.add(single);
                }
            }
        }
        return missing;
    }

    /// The permissions as upstream lists them: verbs of one resource together, sorted, one a line.
    static String describe(List<PolicyRule> rules) {
        var compact = new LinkedHashMap<PolicyRule, List<String>>();
        for (var rule : rules) {
            compact.computeIfAbsent(rule.withVerbs(List.of()), none -> new ArrayList<>())
                    .addAll(rule.verbs());
        }
        var lines = new TreeSet<String>();
        compact.forEach((rule, verbs) -> {
            if (rule.nonResourceURLs().isEmpty()) {
                lines.add(text(rule.withVerbs(verbs)));
            } else {
                verbs.forEach(verb -> lines.add(text(rule.withVerbs(List.of(verb)))));
            }
        });
        return String.join("\n", lines);
    }

    private static String text(PolicyRule rule) {
        var parts = new ArrayList<String>();
        add(parts, "APIGroups:", rule.apiGroups());
        add(parts, "Resources:", rule.resources());
        add(parts, "NonResourceURLs:", rule.nonResourceURLs());
        add(parts, "ResourceNames:", rule.resourceNames());
        add(parts, "Verbs:", rule.verbs());
        return "{" + String.join(", ", parts) + "}";
    }

    private static void add(List<String> parts, String name, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(name + quoted(values));
        }
    }

    /// As Go prints a list of strings with `%q`.
    static String quoted(List<String> values) {
        return values.stream().map(GoQuote::quote).collect(Collectors.joining(" ", "[", "]"));
    }

    private static List<PolicyRule> singles(PolicyRule rule) {
        var singles = new ArrayList<PolicyRule>();
        for (var group : rule.apiGroups()) {
            for (var resource : rule.resources()) {
                for (var verb : rule.verbs()) {
                    var single = PolicyRule.EMPTY
                            .withApiGroups(List.of(group))
                            .withResources(List.of(resource))
                            .withVerbs(List.of(verb));
                    if (rule.resourceNames().isEmpty()) {
                        singles.add(single);
                    }
                    rule.resourceNames().forEach(name -> singles.add(single.withResourceNames(List.of(name))));
                }
            }
        }
        for (var url : rule.nonResourceURLs()) {
            for (var verb : rule.verbs()) {
                singles.add(PolicyRule.EMPTY.withNonResourceURLs(List.of(url)).withVerbs(List.of(verb)));
            }
        }
        return singles;
    }

    private static boolean covers(PolicyRule held, PolicyRule single) {
        return allOrEach(held.verbs(), single.verbs())
                && allOrEach(held.apiGroups(), single.apiGroups())
                && single.resources().stream().allMatch(each -> coversResource(held.resources(), each))
                && single.nonResourceURLs().stream().allMatch(each -> coversUrl(held.nonResourceURLs(), each))
                && (held.resourceNames().isEmpty()
                        || !single.resourceNames().isEmpty()
                                && held.resourceNames().containsAll(single.resourceNames()));
    }

    private static boolean allOrEach(List<String> held, List<String> wanted) {
        return held.contains("*") || held.containsAll(wanted);
    }

    private static boolean coversResource(List<String> held, String resource) {
        var slash = resource.indexOf('/');
        return held.contains("*")
                || held.contains(resource)
                || slash >= 0 && held.contains("*/" + resource.substring(slash + 1));
    }

    private static boolean coversUrl(List<String> held, String url) {
        return held.stream()
                .anyMatch(each ->
                        each.equals(url) || each.endsWith("*") && url.startsWith(each.substring(0, each.length() - 1)));
    }
}
