package io.djong.api.validation.apps;

import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.apps.v1.RollingUpdateStatefulSetStrategy;
import io.djong.api.types.apps.v1.RollingUpdateStatefulSetStrategyCodec;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.apps.v1.StatefulSetSpec;
import io.djong.api.types.apps.v1.StatefulSetStatus;
import io.djong.api.types.apps.v1.StatefulSetUpdateStrategy;
import io.djong.api.types.apps.v1.StatefulSetUpdateStrategyCodec;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.PersistentVolumeClaimVolumeSource;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.meta.v1.LabelSelectorCodec;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Shown;
import io.djong.api.validation.core.ClaimSpecRules;
import io.djong.api.validation.core.PodTemplateRules;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stateful sets.
public final class StatefulSetRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final List<String> RETENTION = List.of("Retain", "Delete");

    private StatefulSetRules() {}

    /// What is let pass because the set that is changed has it already.
    ///
    /// @param update whether an object is changed, whose service name and claims cannot be changed anyway
    /// @param template the pod template before the change; null for a new object
    /// @param anyTemplate whether the pod template is not looked at, because it was wrong before
    private record Leniency(
            boolean update, @Nullable PodTemplateSpec template, boolean anyTemplate, boolean privileged) {}

    /// A new one.
    public static void create(FieldErrors errors, StatefulSet set, boolean privileged) {
        ObjectMetaRules.create(errors, set.metadata(), true, NameRule.LABEL);
        spec(errors, SPEC, set.spec(), new Leniency(false, null, false, privileged));
    }

    /// A changed one.
    public static void update(FieldErrors errors, StatefulSet set, StatefulSet old, boolean privileged) {
        ObjectMetaRules.update(errors, set.metadata(), old.metadata());
        var before = old.spec();
        var leniency = new Leniency(true, before.template(), false, privileged);
        var wrongBefore = new FieldErrors();
        spec(wrongBefore, FieldPath.ROOT, before, leniency);
        if (!wrongBefore.isEmpty()) {
            leniency = new Leniency(true, before.template(), true, privileged);
        }
        spec(errors, SPEC, set.spec(), leniency);
        var fixed = set.spec()
                .withReplicas(before.replicas())
                .withTemplate(before.template())
                .withUpdateStrategy(before.updateStrategy())
                .withMinReadySeconds(before.minReadySeconds())
                .withOrdinals(before.ordinals())
                .withRevisionHistoryLimit(before.revisionHistoryLimit())
                .withPersistentVolumeClaimRetentionPolicy(before.persistentVolumeClaimRetentionPolicy());
        if (!fixed.equals(before)) {
            errors.forbidden(
                    SPEC,
                    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden");
        }
    }

    private static void spec(FieldErrors errors, FieldPath path, StatefulSetSpec spec, Leniency leniency) {
        switch (spec.podManagementPolicy()) {
            case "" -> errors.required(path.child("podManagementPolicy"));
            case "OrderedReady", "Parallel" -> {}
            default ->
                errors.invalid(
                        path.child("podManagementPolicy"),
                        spec.podManagementPolicy(),
                        "must be 'OrderedReady' or 'Parallel'");
        }
        strategy(errors, path.child("updateStrategy"), spec.updateStrategy());
        var retention = spec.persistentVolumeClaimRetentionPolicy();
        if (retention != null) {
            var at = path.child("persistentVolumeClaimRetentionPolicy");
            retention(errors, at.child("whenDeleted"), retention.whenDeleted());
            retention(errors, at.child("whenScaled"), retention.whenScaled());
        }
        for (int i = 0; i < spec.volumeClaimTemplates().size() && !leniency.update(); i++) {
            var at = path.child("volumeClaimTemplates").index(i).child("spec");
            ClaimSpecRules.create(errors, at, spec.volumeClaimTemplates().get(i).spec());
        }
        WorkloadRules.notNegative(errors, path.child("replicas"), spec.replicas());
        Numbers.notNegative(errors, path.child("minReadySeconds"), spec.minReadySeconds());
        if (spec.ordinals() != null) {
            Numbers.notNegative(
                    errors, path.child("ordinals.start"), spec.ordinals().start());
        }
        if (!leniency.update() && !spec.serviceName().isEmpty()) {
            errors.invalidEach(path.child("serviceName"), spec.serviceName(), DnsNames.label(spec.serviceName()));
        }
        selected(errors, path, spec, leniency);
        WorkloadRules.restarts(errors, path.child("template"), spec.template(), "StatefulSet");
    }

    private static void retention(FieldErrors errors, FieldPath path, String policy) {
        if (!RETENTION.contains(policy)) {
            errors.notSupported(path, policy, RETENTION);
        }
    }

    private static void strategy(FieldErrors errors, FieldPath path, StatefulSetUpdateStrategy strategy) {
        var rolling = strategy.rollingUpdate();
        switch (strategy.type()) {
            case "" -> errors.required(path);
            case "OnDelete" -> {
                if (rolling != null) {
                    errors.invalidShown(
                            path.child("rollingUpdate"),
                            InternalJson.of(
                                    "apps/v1.RollingUpdateStatefulSetStrategy",
                                    RollingUpdateStatefulSetStrategyCodec.CODEC,
                                    rolling),
                            "only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> {
                if (rolling != null) {
                    rolling(errors, path.child("rollingUpdate"), rolling);
                }
            }
            default ->
                errors.invalidShown(
                        path,
                        InternalJson.of(
                                "apps/v1.StatefulSetUpdateStrategy", StatefulSetUpdateStrategyCodec.CODEC, strategy),
                        "must be 'RollingUpdate' or 'OnDelete'");
        }
    }

    private static void rolling(FieldErrors errors, FieldPath path, RollingUpdateStatefulSetStrategy rolling) {
        WorkloadRules.notNegative(errors, path.child("partition"), rolling.partition());
        var unavailable = rolling.maxUnavailable();
        if (unavailable != null) {
            var at = path.child("maxUnavailable");
            WorkloadRules.share(errors, at, unavailable);
            if (WorkloadRules.amount(unavailable) == 0) {
                errors.invalidShown(at, Shown.intOrString(unavailable), "cannot be 0");
            }
            WorkloadRules.notOverAll(errors, at, unavailable);
        }
    }

    private static void selected(FieldErrors errors, FieldPath path, StatefulSetSpec spec, Leniency leniency) {
        var at = path.child("selector");
        var selector = spec.selector();
        if (selector == null) {
            errors.required(at);
        } else {
            LabelSelectorRules.check(errors, at, selector, false);
            if (selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty()) {
                errors.invalidShown(
                        at,
                        Shown.json(LabelSelectorCodec.CODEC, selector),
                        "empty selector is invalid for statefulset");
            }
        }
        try {
            var selects = LabelSelectors.checked(selector);
            var where = path.child("template");
            var template = asMade(spec);
            WorkloadRules.matches(errors, where, template, selects);
            if (!leniency.anyTemplate()) {
                PodTemplateRules.check(errors, where, template, leniency.template(), leniency.privileged());
            }
            PodTemplateRules.metadata(errors, where, template, leniency.template());
        } catch (SelectorException _) {
            errors.invalidShown(at, Shown.json(LabelSelectorCodec.CODEC, selector), "");
        }
    }

    /// The template as the controller completes it: names are given by the set, and each claim template is a volume.
    private static PodTemplateSpec asMade(StatefulSetSpec set) {
        var template = set.template();
        var pod = template.spec();
        if (pod.subdomain().isEmpty()
                && pod.hostname().isEmpty()
                && set.volumeClaimTemplates().isEmpty()) {
            return template;
        }
        pod = pod.withSubdomain("").withHostname("");
        if (!set.volumeClaimTemplates().isEmpty()) {
            pod = pod.withVolumes(volumes(pod.volumes(), set.volumeClaimTemplates()));
        }
        return template.withSpec(pod);
    }

    private static List<Volume> volumes(List<Volume> own, List<PersistentVolumeClaim> claims) {
        var made = new LinkedHashMap<String, Volume>();
        for (var claim : claims) {
            String name = claim.metadata().name();
            made.put(
                    name,
                    Volume.EMPTY
                            .withName(name)
                            .withPersistentVolumeClaim(PersistentVolumeClaimVolumeSource.EMPTY.withClaimName(name)));
        }
        var all = new ArrayList<>(made.values());
        for (var volume : own) {
            if (!made.containsKey(volume.name())) {
                all.add(volume);
            }
        }
        return List.copyOf(all);
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, StatefulSet set, StatefulSet old) {
        status(errors, set.status());
        ObjectMetaRules.update(errors, set.metadata(), old.metadata());
        WorkloadRules.notDecremented(
                errors,
                STATUS.child("collisionCount"),
                set.status().collisionCount(),
                old.status().collisionCount());
    }

    private static void status(FieldErrors errors, StatefulSetStatus status) {
        Numbers.notNegative(errors, STATUS.child("replicas"), status.replicas());
        Numbers.notNegative(errors, STATUS.child("readyReplicas"), status.readyReplicas());
        Numbers.notNegative(errors, STATUS.child("currentReplicas"), status.currentReplicas());
        Numbers.notNegative(errors, STATUS.child("updatedReplicas"), status.updatedReplicas());
        Numbers.notNegative(errors, STATUS.child("availableReplicas"), status.availableReplicas());
        Numbers.notNegative(errors, STATUS.child("observedGeneration"), status.observedGeneration());
        WorkloadRules.notNegative(errors, STATUS.child("collisionCount"), status.collisionCount());
        WorkloadRules.notMore(errors, STATUS.child("readyReplicas"), status.readyReplicas(), status.replicas());
        WorkloadRules.notMore(errors, STATUS.child("currentReplicas"), status.currentReplicas(), status.replicas());
        WorkloadRules.notMore(errors, STATUS.child("updatedReplicas"), status.updatedReplicas(), status.replicas());
        WorkloadRules.notMore(errors, STATUS.child("availableReplicas"), status.availableReplicas(), status.replicas());
        if (status.availableReplicas() > status.readyReplicas()) {
            errors.invalid(
                    STATUS.child("availableReplicas"),
                    status.availableReplicas(),
                    "cannot be greater than status.readyReplicas");
        }
    }
}
