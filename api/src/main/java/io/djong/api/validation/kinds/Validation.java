package io.djong.api.validation.kinds;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.certificates.PodCertificateStatusRules;
import io.djong.api.validation.certificates.SigningRequestRules;
import io.djong.api.validation.core.EventRules;
import io.djong.api.validation.core.NamespaceRules;
import io.djong.api.validation.core.PodRules;
import io.djong.api.validation.devices.SelectorCheck;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.expression.SchemaExpressions;
import io.djong.api.validation.meta.ObjectMetaRules;
import io.djong.api.validation.rows.KindRules;
import io.djong.api.validation.rows.RuleCoverage;
import io.djong.api.validation.rows.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The rules for any object: what is wrong with it, in upstream's order and words. Objects have
/// their defaults, names are generated, addresses given, fields of gates that are off dropped.
/// Kinds without rules of their own get those of metadata. Stateless.
public final class Validation {
    private static final FieldPath METADATA = FieldPath.of("metadata");
    private static final Map<Class<?>, KindRules<?>> KINDS = byType(List.of(
            AccessKinds.rules(),
            AdmissionRegistrationKinds.rules(),
            ApiKinds.rules(),
            AppsKinds.rules(),
            AutoscalingKinds.rules(),
            CertificateKinds.rules(),
            BatchKinds.rules(),
            CoordinationKinds.rules(),
            CoreKinds.rules(),
            DiscoveryKinds.rules(),
            FlowControlKinds.rules(),
            NetworkingKinds.rules(),
            NodeKinds.rules(),
            PolicyKinds.rules(),
            ResourceKinds.rules(),
            SchedulingKinds.rules(),
            StorageKinds.rules()));

    private final Surroundings surroundings;

    /// @param privileged whether this cluster allows privileged containers
    public Validation(boolean privileged) {
        this(privileged, AdmissionExpressions.UNCHECKED, SchemaExpressions.UNCHECKED, SelectorCheck.NONE);
    }

    /// @param privileged whether this cluster allows privileged containers
    /// @param expressions compiles the expressions of webhooks and policies
    /// @param rules reads the rules in schemas of custom resources
    /// @param selectors compiles the expressions that choose devices
    public Validation(
            boolean privileged, AdmissionExpressions expressions, SchemaExpressions rules, SelectorCheck selectors) {
        this.surroundings = new Surroundings(privileged, expressions, rules, selectors);
    }

    private static Map<Class<?>, KindRules<?>> byType(List<List<KindRules<?>>> groups) {
        return groups.stream().flatMap(List::stream).collect(Collectors.toUnmodifiableMap(KindRules::type, row -> row));
    }

    /// When objects of a type are asked more than what all are.
    public static RuleCoverage coverage(Class<?> type) {
        var rules = KINDS.get(type);
        return rules == null ? RuleCoverage.METADATA_ONLY : rules.coverage();
    }

    /// A new object.
    public static List<FieldError> create(ApiObject object) {
        return new Validation(true).checkCreate(object);
    }

    /// A changed object.
    public static <T extends KubeObject> List<FieldError> update(T object, T old) {
        return new Validation(true).checkUpdate(object, old);
    }

    /// An object whose status was changed.
    public static <T extends KubeObject> List<FieldError> updateStatus(T object, T old) {
        return new Validation(true).checkUpdateStatus(object, old);
    }

    /// A new object.
    public List<FieldError> checkCreate(ApiObject object) {
        var errors = new FieldErrors();
        var rules = KINDS.get(object.getClass());
        if (rules != null) {
            rules.checkCreate(errors, object, surroundings);
        } else if (object instanceof KubeObject other) {
            metadata(errors, other);
        }
        return errors.list();
    }

    private static void metadata(FieldErrors errors, KubeObject object) {
        boolean namespaced = !object.metadata().namespace().isEmpty();
        ObjectMetaRules.createGeneric(errors, object.metadata(), namespaced, NameRule.PATH_SEGMENT, METADATA);
    }

    /// A changed object.
    public <T extends KubeObject> List<FieldError> checkUpdate(T object, T old) {
        var errors = new FieldErrors();
        common(errors, object, old);
        var rules = KINDS.get(object.getClass());
        if (rules != null) {
            rules.checkUpdate(errors, object, old, surroundings);
        }
        return errors.list();
    }

    /// What is asked of every stored object that changes, before the rules of its kind.
    private static void common(FieldErrors errors, KubeObject object, KubeObject old) {
        metadata(errors, object);
        ObjectMetaRules.updateGeneric(errors, object.metadata(), old.metadata());
    }

    /// An object whose status was changed.
    public <T extends KubeObject> List<FieldError> checkUpdateStatus(T object, T before) {
        var errors = new FieldErrors();
        common(errors, object, before);
        var rules = KINDS.get(object.getClass());
        if (rules != null) {
            rules.checkStatusUpdate(errors, object, before, surroundings);
        }
        return errors.list();
    }

    /// A pod to which containers for debugging were added.
    public List<FieldError> checkUpdateEphemeralContainers(Pod pod, Pod old) {
        var errors = new FieldErrors();
        common(errors, pod, old);
        PodRules.updateEphemeralContainers(errors, pod, old, surroundings.privileged());
        return errors.list();
    }

    /// A pod that gets more or less while it runs.
    public List<FieldError> checkResize(Pod pod, Pod old) {
        var errors = new FieldErrors();
        common(errors, pod, old);
        PodRules.resize(errors, pod, old, surroundings.privileged());
        return errors.list();
    }

    /// A new event.
    ///
    /// @param strict whether it came by the group `events.k8s.io`, whose rules are stricter
    public static List<FieldError> createEvent(Event event, boolean strict) {
        var errors = new FieldErrors();
        EventRules.create(errors, event, strict);
        if (errors.isEmpty()) {
            metadata(errors, event);
        }
        return errors.list();
    }

    /// A changed event.
    ///
    /// @param strict as in [#createEvent]
    public static List<FieldError> updateEvent(Event event, Event old, boolean strict) {
        var errors = new FieldErrors();
        common(errors, event, old);
        EventRules.update(errors, event, old, strict);
        return errors.list();
    }

    /// A certificate signing request that was approved or denied.
    public static List<FieldError> approvalUpdate(CertificateSigningRequest request, CertificateSigningRequest old) {
        var errors = new FieldErrors();
        common(errors, request, old);
        SigningRequestRules.updateApproval(errors, request, old);
        return errors.list();
    }

    /// A request for a pod's certificate of which a signer says something.
    ///
    /// @param now the server's time
    public static List<FieldError> podCertificateUpdate(
            PodCertificateRequest request, PodCertificateRequest old, Instant now) {
        var errors = new FieldErrors();
        common(errors, request, old);
        PodCertificateStatusRules.check(errors, request, old, now);
        return errors.list();
    }

    /// A namespace from which finalizers were taken.
    public static List<FieldError> finalizeUpdate(Namespace namespace, Namespace old) {
        var errors = new FieldErrors();
        common(errors, namespace, old);
        NamespaceRules.finalizeUpdate(errors, namespace, old);
        return errors.list();
    }
}
