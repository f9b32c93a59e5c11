package io.djong.api.validation.flowcontrol;

import io.djong.api.types.flowcontrol.v1.ServiceAccountSubject;
import io.djong.api.types.flowcontrol.v1.Subject;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a flow schema matches.
final class FlowSubjectRules {
    private static final List<String> KINDS = List.of("Group", "ServiceAccount", "User");

    private FlowSubjectRules() {}

    static void check(FieldErrors errors, FieldPath path, Subject subject) {
        var user = subject.user();
        var group = subject.group();
        var account = subject.serviceAccount();
        switch (subject.kind()) {
            case "ServiceAccount" -> {
                account(errors, path.child("serviceAccount"), account);
                absent(errors, path, user, "user", "User");
                absent(errors, path, group, "group", "Group");
            }
            case "User" -> {
                named(errors, path, user == null ? null : user.name(), "user", "User");
                absent(errors, path, account, "serviceAccount", "ServiceAccount");
                absent(errors, path, group, "group", "Group");
            }
            case "Group" -> {
                named(errors, path, group == null ? null : group.name(), "group", "Group");
                absent(errors, path, account, "serviceAccount", "ServiceAccount");
                absent(errors, path, user, "user", "User");
            }
            default -> errors.notSupported(path.child("kind"), subject.kind(), KINDS);
        }
    }

    private static void absent(FieldErrors errors, FieldPath path, @Nullable Record value, String field, String kind) {
        if (value != null) {
            errors.forbidden(path.child(field), field + " is forbidden when subject kind is not '" + kind + "'");
        }
    }

    private static void named(FieldErrors errors, FieldPath path, @Nullable String name, String field, String kind) {
        if (name == null) {
            errors.required(path.child(field), field + " is required when subject kind is '" + kind + "'");
        } else if (name.isEmpty()) {
            errors.required(path.child(field, "name"));
        }
    }

    private static void account(FieldErrors errors, FieldPath path, @Nullable ServiceAccountSubject account) {
        if (account == null) {
            errors.required(path, "serviceAccount is required when subject kind is 'ServiceAccount'");
            return;
        }
        if (account.name().isEmpty()) {
            errors.required(path.child("name"));
        } else if (!account.name().equals("*")) {
            errors.invalidEach(path.child("name"), account.name(), DnsNames.subdomain(account.name()));
        }
        if (account.namespace().isEmpty()) {
            errors.required(path.child("namespace"), "must specify namespace for service account");
        } else {
            errors.invalidEach(path.child("namespace"), account.namespace(), DnsNames.label(account.namespace()));
        }
    }
}
