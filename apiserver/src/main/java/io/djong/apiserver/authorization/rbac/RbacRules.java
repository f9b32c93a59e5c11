package io.djong.apiserver.authorization.rbac;

import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.apiserver.authorization.Attributes;
import java.util.List;

/// Whether one policy rule covers a request.
public final class RbacRules {
    private RbacRules() {}

    /// Whether the rule allows what is wanted.
    public static boolean allows(PolicyRule rule, Attributes wanted) {
        if (!wanted.resourceRequest()) {
            return containsOrAll(rule.verbs(), wanted.verb()) && coversPath(rule.nonResourceURLs(), wanted.path());
        }
        return containsOrAll(rule.verbs(), wanted.verb())
                && containsOrAll(rule.apiGroups(), wanted.group())
                && coversResource(rule.resources(), wanted.resource(), wanted.subresource())
                && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(wanted.name()));
    }

    private static boolean containsOrAll(List<String> values, String wanted) {
        return values.contains("*") || values.contains(wanted);
    }

    /// `*` covers everything, `pods/log` that subresource, `*/log` the subresource of every resource.
    private static boolean coversResource(List<String> resources, String resource, String subresource) {
        for (var covered : resources) {
            if (covered.equals("*")) {
                return true;
            }
            if (subresource.isEmpty()) {
                if (covered.equals(resource)) {
                    return true;
                }
            } else if (covered.endsWith(subresource)
                    && covered.length() > subresource.length()
                    && covered.charAt(covered.length() - subresource.length() - 1) == '/') {
                var parent = covered.substring(0, covered.length() - subresource.length() - 1);
                if (parent.equals("*") || parent.equals(resource)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean coversPath(List<String> urls, String path) {
        for (var url : urls) {
            if (url.equals("*")
                    || url.equals(path)
                    || (url.endsWith("*") && path.startsWith(url.substring(0, url.length() - 1)))) {
                return true;
            }
        }
        return false;
    }
}
