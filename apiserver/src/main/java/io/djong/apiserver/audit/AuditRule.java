package io.djong.apiserver.audit;

import io.djong.apiserver.authentication.User;
import io.djong.apiserver.request.RequestInfo;
import java.util.List;
import java.util.Set;

/// One rule of a policy. Empty lists match everything.
///
/// @param resources of which one must match
/// @param namespaces "" for what is in none
/// @param paths of other requests; `*` alone or at the end stands for anything
/// @param omitStages of which no event is written
record AuditRule(
        AuditLevel level,
        List<String> users,
        List<String> groups,
        List<String> verbs,
        List<Resources> resources,
        List<String> namespaces,
        List<String> paths,
        Set<String> omitStages) {
    /// Resources of one group.
    ///
    /// @param plurals `pods`, `pods/log`, `pods/*`, `*/scale` or `*`
    /// @param names of objects
    record Resources(String group, List<String> plurals, List<String> names) {
        boolean match(RequestInfo info) {
            if (!group.equals(info.group())) {
                return false;
            }
            return plurals.isEmpty()
                    || (names.isEmpty() || names.contains(info.name()))
                            && plurals.stream().anyMatch(plural -> matches(plural, info));
        }

        private static boolean matches(String plural, RequestInfo info) {
            var subresource = info.subresource();
            var combined = subresource.isEmpty() ? info.resource() : info.resource() + "/" + subresource;
            return plural.equals("*")
                    || plural.equals(combined)
                    || !subresource.isEmpty() && plural.equals("*/" + subresource)
                    || plural.equals(info.resource() + "/*");
        }
    }

    boolean matches(User user, RequestInfo info) {
        if (!users.isEmpty() && !users.contains(user.name())
                || !groups.isEmpty() && user.groups().stream().noneMatch(groups::contains)
                || !verbs.isEmpty() && !verbs.contains(info.verb())) {
            return false;
        }
        if (!namespaces.isEmpty() || !resources.isEmpty()) {
            return info.resourceRequest()
                    && (namespaces.isEmpty() || namespaces.contains(info.namespace()))
                    && (resources.isEmpty() || resources.stream().anyMatch(each -> each.match(info)));
        }
        return paths.isEmpty()
                || !info.resourceRequest() && paths.stream().anyMatch(path -> matches(path, info.path()));
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }
}
