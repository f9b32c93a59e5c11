package io.djong.api.validation.flowcontrol;

import io.djong.api.types.flowcontrol.v1.NonResourcePolicyRule;
import io.djong.api.types.flowcontrol.v1.ResourcePolicyRule;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import java.util.HashSet;
import java.util.List;

/// Which requests a flow schema matches.
final class FlowPolicyRules {
    private static final String ALL = "*";
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch");

    private FlowPolicyRules() {}

    static void resources(FieldErrors errors, FieldPath path, ResourcePolicyRule rule) {
        verbs(errors, path.child("verbs"), rule.verbs());
        allAlone(
                errors,
                path.child("apiGroups"),
                rule.apiGroups(),
                "resource rules must supply at least one api group",
                "api groups");
        allAlone(
                errors,
                path.child("resources"),
                rule.resources(),
                "resource rules must supply at least one resource",
                "resources");
        var namespaces = rule.namespaces();
        var at = path.child("namespaces");
        if (namespaces.isEmpty() && !rule.clusterScope()) {
            errors.required(at, "resource rules that are not cluster scoped must supply at least one namespace");
        } else if (namespaces.contains(ALL)) {
            if (namespaces.size() > 1) {
                errors.invalidShown(
                        at, Shown.texts(namespaces), "if '*' is present, must not specify other namespaces");
            }
        } else {
            for (int i = 0; i < namespaces.size(); i++) {
                for (String wrong : DnsNames.label(namespaces.get(i))) {
                    errors.invalid(
                            at.index(i),
                            namespaces.get(i),
                            "each member of this list must be '*' or a DNS-1123 label; " + wrong);
                }
            }
        }
    }

    static void paths(FieldErrors errors, FieldPath path, NonResourcePolicyRule rule) {
        verbs(errors, path.child("verbs"), rule.verbs());
        var urls = rule.nonResourceURLs();
        var at = path.child("nonResourceURLs");
        if (urls.contains(ALL) || urls.isEmpty()) {
            allAlone(errors, at, urls, "nonResourceURLs must contain at least one value", "non-resource URLs");
            return;
        }
        for (int i = 0; i < urls.size(); i++) {
            String wrong = wrong(urls.get(i));
            if (!wrong.isEmpty()) {
                errors.invalid(at.index(i), urls.get(i), wrong);
            }
        }
    }

    private static void allAlone(
            FieldErrors errors, FieldPath path, List<String> values, String whenEmpty, String others) {
        if (values.isEmpty()) {
            errors.required(path, whenEmpty);
        } else if (values.size() > 1 && values.contains(ALL)) {
            errors.invalidShown(path, Shown.texts(values), "if '*' is present, must not specify other " + others);
        }
    }

    private static void verbs(FieldErrors errors, FieldPath path, List<String> verbs) {
        if (verbs.isEmpty() || verbs.contains(ALL)) {
            allAlone(errors, path, verbs, "verbs must contain at least one value", "verbs");
        } else if (!new HashSet<>(VERBS).containsAll(verbs)) {
            errors.notSupportedShown(path, Shown.texts(verbs), VERBS);
        }
    }

    /// What is wrong with a path; "" when nothing is.
    private static String wrong(String path) {
        if (path.isEmpty()) {
            return "must not be empty";
        }
        if (!path.startsWith("/")) {
            return "must start with slash";
        }
        if (path.contains(" ")) {
            return "must not contain white-space";
        }
        if (path.contains("//")) {
            return "must not contain double slash";
        }
        int star = path.indexOf('*');
        boolean suffix = star < 0 || (star == path.length() - 1 && path.endsWith("/*"));
        return suffix ? "" : "wildcard can only do suffix matching";
    }
}
