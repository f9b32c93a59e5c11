package io.djong.api.validation.networking;

import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.IngressClassParametersReference;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Classes of ingresses.
public final class IngressClassRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final int CONTROLLER_MAX = 250;
    private static final List<String> SCOPES = List.of("Cluster", "Namespace");

    private IngressClassRules() {}

    /// A new one.
    public static void create(FieldErrors errors, IngressClass kind) {
        ObjectMetaRules.create(errors, kind.metadata(), false, NameRule.SUBDOMAIN);
        String controller = kind.spec().controller();
        if (ByteLength.of(controller) > CONTROLLER_MAX) {
            errors.tooLong(SPEC.child("controller"), CONTROLLER_MAX);
        }
        DomainPaths.check(errors, SPEC.child("controller"), controller);
        parameters(errors, SPEC.child("parameters"), kind.spec().parameters());
    }

    /// A changed one.
    public static void update(FieldErrors errors, IngressClass kind, IngressClass old) {
        ObjectMetaRules.update(errors, kind.metadata(), old.metadata());
        ObjectMetaRules.immutable(
                errors,
                SPEC.child("controller"),
                kind.spec().controller(),
                old.spec().controller());
        create(errors, kind);
    }

    private static void parameters(
            FieldErrors errors, FieldPath path, @Nullable IngressClassParametersReference parameters) {
        if (parameters == null) {
            return;
        }
        String group = parameters.apiGroup();
        if (group != null) {
            errors.invalidEach(path.child("apiGroup"), group, DnsNames.subdomain(group));
        }
        IngressRules.segment(errors, path.child("kind"), parameters.kind());
        IngressRules.segment(errors, path.child("name"), parameters.name());
        String scope = parameters.scope();
        String namespace = parameters.namespace();
        if (scope == null) {
            errors.required(path.child("scope"));
        } else if (!SCOPES.contains(scope)) {
            errors.notSupported(path.child("scope"), scope, SCOPES);
        } else if (scope.equals("Namespace")) {
            if (namespace == null) {
                errors.required(path.child("namespace"), "`parameters.scope` is set to 'Namespace'");
            } else {
                errors.invalidEach(path.child("namespace"), namespace, DnsNames.label(namespace));
            }
        } else if (namespace != null) {
            errors.forbidden(path.child("namespace"), "`parameters.scope` is set to 'Cluster'");
        }
    }
}
