package io.djong.api.validation.core;

import io.djong.api.types.core.v1.EnvFromSource;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.FileKeySelector;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.KeyNames;
import io.djong.api.validation.NameRule;
import java.util.List;

/// Environment variables of containers.
final class EnvironmentRules {
    private static final String SEVERAL = "may not have more than one field specified at a time";

    private EnvironmentRules() {}

    static void variables(FieldErrors errors, FieldPath path, List<EnvVar> variables, PodFacts pod) {
        for (int i = 0; i < variables.size(); i++) {
            var variable = variables.get(i);
            if (variable.name().isEmpty()) {
                errors.required(path.index(i).child("name"));
            } else {
                var wrong = KeyNames.variable(variable.name());
                if (!wrong.isEmpty()) {
                    errors.invalidEach(path.index(i).child("name"), variable.name(), wrong);
                }
            }
            if (variable.valueFrom() != null) {
                source(errors, path.index(i).child("valueFrom"), variable, pod);
            }
        }
    }

    private static void source(FieldErrors errors, FieldPath path, EnvVar variable, PodFacts pod) {
        var from = variable.valueFrom();
        if (from == null) {
            return;
        }
        int sources = 0;
        if (from.fieldRef() != null) {
            sources++;
            FieldReferenceRules.field(
                    errors, path.child("fieldRef"), from.fieldRef(), FieldReferenceRules.VARIABLE_FIELDS);
        }
        if (from.resourceFieldRef() != null) {
            sources++;
            FieldReferenceRules.resource(errors, path.child("resourceFieldRef"), from.resourceFieldRef(), false);
        }
        if (from.configMapKeyRef() != null) {
            sources++;
            var reference = from.configMapKeyRef();
            key(errors, path.child("configMapKeyRef"), reference.name(), reference.key());
        }
        if (from.secretKeyRef() != null) {
            sources++;
            key(
                    errors,
                    path.child("secretKeyRef"),
                    from.secretKeyRef().name(),
                    from.secretKeyRef().key());
        }
        if (from.fileKeyRef() != null) {
            sources++;
            file(errors, path.child("fileKeyRef"), from.fileKeyRef(), pod);
        }
        if (sources == 0) {
            errors.invalid(
                    path,
                    "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
                            + " `fileKeyRef`");
        } else if (!variable.value().isEmpty()) {
            errors.invalid(path, "", "may not be specified when `value` is not empty");
        } else if (sources > 1) {
            errors.invalid(path, "", SEVERAL);
        }
    }

    private static void key(FieldErrors errors, FieldPath path, String name, String key) {
        errors.invalidEach(path.child("name"), name, DnsNames.subdomain(name));
        if (key.isEmpty()) {
            errors.required(path.child("key"));
        } else {
            errors.invalidEach(path.child("key"), key, KeyNames.configKey(key));
        }
    }

    private static void file(FieldErrors errors, FieldPath path, FileKeySelector file, PodFacts pod) {
        if (file.key().isEmpty()) {
            errors.required(path.child("key"));
        } else {
            errors.invalidEach(path.child("key"), file.key(), KeyNames.variable(file.key()));
        }
        if (file.path().isEmpty()) {
            errors.required(path.child("path"));
        } else {
            PathRules.descending(errors, path.child("path"), file.path());
        }
        var at = path.child("volumeName");
        if (file.volumeName().isEmpty()) {
            errors.required(at);
            return;
        }
        var volume = pod.volumes().get(file.volumeName());
        if (volume == null) {
            errors.notFound(at, file.volumeName());
        } else if (volume.emptyDir() == null) {
            errors.invalid(at, file.volumeName(), "must be a volume of type emptyDir");
        }
    }

    static void sources(FieldErrors errors, FieldPath path, List<EnvFromSource> all) {
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            var at = path.index(i);
            if (!one.prefix().isEmpty()) {
                errors.invalidEach(at.child("prefix"), one.prefix(), KeyNames.variable(one.prefix()));
            }
            int sources = 0;
            if (one.configMapRef() != null) {
                sources++;
                sourceName(
                        errors,
                        at.child("configMapRef", "name"),
                        one.configMapRef().name());
            }
            if (one.secretRef() != null) {
                sources++;
                sourceName(
                        errors, at.child("secretRef", "name"), one.secretRef().name());
            }
            if (sources == 0) {
                errors.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
            } else if (sources > 1) {
                errors.invalid(path, "", SEVERAL);
            }
        }
    }

    private static void sourceName(FieldErrors errors, FieldPath path, String name) {
        if (name.isEmpty()) {
            errors.required(path);
        } else {
            errors.invalidEach(path, name, NameRule.SUBDOMAIN.check(name, true));
        }
    }
}
