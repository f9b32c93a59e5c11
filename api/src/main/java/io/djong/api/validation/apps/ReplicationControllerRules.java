package io.djong.api.validation.apps;

import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.core.v1.ReplicationController;
import io.djong.api.types.core.v1.ReplicationControllerSpec;
import io.djong.api.types.core.v1.ReplicationControllerStatus;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Texts;
import io.djong.api.validation.core.PodTemplateRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Replication controllers.
public final class ReplicationControllerRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");

    private ReplicationControllerRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ReplicationController controller, boolean privileged) {
        ObjectMetaRules.create(errors, controller.metadata(), true, ReplicationControllerRules::name);
        spec(errors, controller.spec(), null, privileged);
    }

    /// As for most kinds, but that the greatest length is told in bytes.
    private static List<String> name(String name, boolean prefix) {
        return NameRule.SUBDOMAIN.check(name, prefix).stream()
                .map(wrong -> wrong.equals(Texts.maxCharacters(DnsNames.SUBDOMAIN_MAX))
                        ? Texts.maxBytes(DnsNames.SUBDOMAIN_MAX)
                        : wrong)
                .toList();
    }

    /// A changed one.
    public static void update(
            FieldErrors errors, ReplicationController controller, ReplicationController old, boolean privileged) {
        ObjectMetaRules.update(errors, controller.metadata(), old.metadata());
        spec(errors, controller.spec(), old.spec().template(), privileged);
    }

    private static void spec(
            FieldErrors errors, ReplicationControllerSpec spec, @Nullable PodTemplateSpec old, boolean privileged) {
        Numbers.notNegative(errors, SPEC.child("minReadySeconds"), spec.minReadySeconds());
        if (spec.selector().isEmpty()) {
            errors.required(SPEC.child("selector"));
        }
        if (spec.replicas() == null) {
            errors.required(SPEC.child("replicas"));
        }
        WorkloadRules.notNegative(errors, SPEC.child("replicas"), spec.replicas());
        var path = SPEC.child("template");
        var template = spec.template();
        if (template == null) {
            errors.required(path);
            return;
        }
        var labels = template.metadata().labels();
        if (!labels.entrySet().containsAll(spec.selector().entrySet())) {
            WorkloadRules.notMatching(errors, path, template);
        }
        PodTemplateRules.check(errors, path, template, old, privileged);
        WorkloadRules.restarts(errors, path, template, "ReplicationController");
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, ReplicationController controller, ReplicationController old) {
        ObjectMetaRules.update(errors, controller.metadata(), old.metadata());
        status(errors, controller.status());
    }

    private static void status(FieldErrors errors, ReplicationControllerStatus status) {
        Numbers.notNegative(errors, STATUS.child("replicas"), status.replicas());
        Numbers.notNegative(errors, STATUS.child("fullyLabeledReplicas"), status.fullyLabeledReplicas());
        Numbers.notNegative(errors, STATUS.child("readyReplicas"), status.readyReplicas());
        Numbers.notNegative(errors, STATUS.child("availableReplicas"), status.availableReplicas());
        Numbers.notNegative(errors, STATUS.child("observedGeneration"), status.observedGeneration());
        WorkloadRules.notMore(
                errors, STATUS.child("fullyLabeledReplicas"), status.fullyLabeledReplicas(), status.replicas());
        WorkloadRules.ready(errors, STATUS, status.readyReplicas(), status.availableReplicas(), status.replicas());
    }
}
