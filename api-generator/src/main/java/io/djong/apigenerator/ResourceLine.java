package io.djong.apigenerator;

import java.util.List;

/// A resource or subresource as its line declares it.
///
/// @param name plural, with `/status` and the like for a subresource
/// @param kind as written: a name of this package or `policy/v1.Eviction`
/// @param verbs in alphabetical order
record ResourceLine(
        Line line,
        boolean subresource,
        String name,
        String kind,
        boolean namespaced,
        String singular,
        List<String> shortNames,
        List<String> categories,
        List<String> verbs,
        boolean onByDefault) {
    private static final List<String> ALL =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    static ResourceLine of(Line line, boolean subresource) throws SchemaException {
        boolean namespaced = false;
        if (!subresource) {
            String scope = line.word(3, "namespaced or cluster");
            if (!scope.equals("namespaced") && !scope.equals("cluster")) {
                throw line.error("namespaced or cluster expected, not " + scope);
            }
            namespaced = scope.equals("namespaced");
        }
        var verbs = line.values(3, "verbs");
        if (verbs.isEmpty()) throw line.error("verbs=… expected");
        return new ResourceLine(
                line,
                subresource,
                line.word(1, "resource name"),
                line.word(2, "kind"),
                namespaced,
                line.value(3, "singular").orElse(""),
                line.values(3, "short"),
                line.values(3, "categories"),
                verbs.equals(List.of("all")) ? ALL : verbs,
                !line.words().contains("off"));
    }
}
