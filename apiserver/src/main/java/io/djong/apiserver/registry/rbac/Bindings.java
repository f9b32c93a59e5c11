package io.djong.apiserver.registry.rbac;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;
import io.djong.apiserver.resource.ColumnTable;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/// The columns that both kinds of binding have.
final class Bindings {
    private Bindings() {}

    static <T extends KubeObject> ColumnTable<T> columns(
            ColumnTable<T> table, Function<T, RoleRef> role, Function<T, List<Subject>> subjects) {
        return table.text("Role", "The role that is given.", binding -> {
                    var ref = role.apply(binding);
                    return ref.kind() + "/" + ref.name();
                })
                .age()
                .wide("Users", "Users it is given to.", binding -> names(subjects.apply(binding), "User"))
                .wide("Groups", "Groups it is given to.", binding -> names(subjects.apply(binding), "Group"))
                .wide(
                        "ServiceAccounts",
                        "Service accounts it is given to.",
                        binding -> names(subjects.apply(binding), "ServiceAccount"));
    }

    private static String names(List<Subject> subjects, String kind) {
        var names = new StringJoiner(", ");
        for (var subject : subjects) {
            if (subject.kind().equals(kind)) {
                names.add(kind.equals("ServiceAccount") ? subject.namespace() + "/" + subject.name() : subject.name());
            }
        }
        return names.toString();
    }
}
