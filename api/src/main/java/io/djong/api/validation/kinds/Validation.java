package io.djong.api.validation.kinds;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.apps.v1.ControllerRevision;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.authentication.v1.SelfSubjectReview;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.authentication.v1.TokenReview;
import io.djong.api.types.authorization.v1.LocalSubjectAccessReview;
import io.djong.api.types.authorization.v1.SelfSubjectAccessReview;
import io.djong.api.types.authorization.v1.SelfSubjectRulesReview;
import io.djong.api.types.authorization.v1.SubjectAccessReview;
import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodTemplate;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.access.AccessReviewRules;
import io.djong.api.validation.access.TokenRequestRules;
import io.djong.api.validation.apps.ControllerRevisionRules;
import io.djong.api.validation.apps.DeploymentRules;
import io.djong.api.validation.apps.ReplicaSetRules;
import io.djong.api.validation.core.BindingRules;
import io.djong.api.validation.core.ConfigMapRules;
import io.djong.api.validation.core.EndpointsRules;
import io.djong.api.validation.core.EventRules;
import io.djong.api.validation.core.LimitRangeRules;
import io.djong.api.validation.core.NamespaceRules;
import io.djong.api.validation.core.NodeRules;
import io.djong.api.validation.core.PodRules;
import io.djong.api.validation.core.PodTemplateRules;
import io.djong.api.validation.core.SecretRules;
import io.djong.api.validation.core.ServiceAccountRules;
import io.djong.api.validation.core.ServiceRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import io.djong.api.validation.rbac.RbacRules;
import java.util.List;

/// The rules for any object: what is wrong with it, in upstream's order and words. Objects have
/// their defaults, names are generated, addresses given, fields of gates that are off dropped.
/// Kinds without rules of their own get those of metadata. Stateless.
public final class Validation {
    private static final FieldPath METADATA = FieldPath.of("metadata");

    private final boolean privileged;

    /// @param privileged whether this cluster allows privileged containers
    public Validation(boolean privileged) {
        this.privileged = privileged;
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
        switch (object) {
            case Pod pod -> PodRules.create(errors, pod, privileged);
            case PodTemplate template -> PodTemplateRules.create(errors, template, privileged);
            case Deployment deployment -> DeploymentRules.create(errors, deployment, privileged);
            case ReplicaSet set -> ReplicaSetRules.create(errors, set, privileged);
            case ControllerRevision revision -> ControllerRevisionRules.create(errors, revision);
            case SubjectAccessReview review -> AccessReviewRules.create(errors, review);
            case SelfSubjectAccessReview review -> AccessReviewRules.create(errors, review);
            case LocalSubjectAccessReview review -> AccessReviewRules.create(errors, review);
            case TokenRequest request -> TokenRequestRules.create(errors, request);
            case SelfSubjectRulesReview review -> {}
            case TokenReview review -> {}
            case SelfSubjectReview review -> {}
            default -> createPlain(errors, object);
        }
        return errors.list();
    }

    private static void createPlain(FieldErrors errors, ApiObject object) {
        switch (object) {
            case Namespace namespace -> NamespaceRules.create(errors, namespace);
            case Node node -> NodeRules.create(errors, node);
            case Service service -> ServiceRules.create(errors, service);
            case Endpoints endpoints -> EndpointsRules.create(errors, endpoints);
            case EndpointSlice slice -> EndpointSliceRules.create(errors, slice);
            case ConfigMap map -> ConfigMapRules.create(errors, map);
            case Secret secret -> SecretRules.create(errors, secret);
            case ServiceAccount account -> ServiceAccountRules.create(errors, account);
            case Event event -> EventRules.create(errors, event, false);
            case LimitRange range -> LimitRangeRules.create(errors, range);
            case Lease lease -> LeaseRules.create(errors, lease);
            case PriorityClass priority -> PriorityClassRules.create(errors, priority);
            case Role role -> RbacRules.create(errors, role);
            case ClusterRole role -> RbacRules.create(errors, role);
            case RoleBinding binding -> RbacRules.create(errors, binding);
            case ClusterRoleBinding binding -> RbacRules.create(errors, binding);
            case Binding binding -> BindingRules.create(errors, binding);
            case Scale scale -> ScaleRules.check(errors, scale);
            // Questions that nobody keeps, and that have no name.
            case TokenReview review -> {}
            case SelfSubjectReview review -> {}
            case SelfSubjectRulesReview review -> {}
            case KubeObject other -> metadata(errors, other);
            default -> {}
        }
    }

    private static void metadata(FieldErrors errors, KubeObject object) {
        boolean namespaced = !object.metadata().namespace().isEmpty();
        ObjectMetaRules.createGeneric(errors, object.metadata(), namespaced, NameRule.PATH_SEGMENT, METADATA);
    }

    /// A changed object.
    public <T extends KubeObject> List<FieldError> checkUpdate(T object, T old) {
        var errors = new FieldErrors();
        common(errors, object, old);
        updateKind(errors, object, old);
        return errors.list();
    }

    /// What is asked of every stored object that changes, before the rules of its kind.
    private static void common(FieldErrors errors, KubeObject object, KubeObject old) {
        metadata(errors, object);
        ObjectMetaRules.updateGeneric(errors, object.metadata(), old.metadata());
    }

    private void updateKind(FieldErrors errors, KubeObject object, KubeObject before) {
        switch (object) {
            case Pod pod when before instanceof Pod old -> PodRules.update(errors, pod, old, privileged);
            case PodTemplate template
            when before instanceof PodTemplate old -> PodTemplateRules.update(errors, template, old, privileged);
            case Deployment deployment
            when before instanceof Deployment old -> DeploymentRules.update(errors, deployment, old, privileged);
            case ReplicaSet set
            when before instanceof ReplicaSet old -> ReplicaSetRules.update(errors, set, old, privileged);
            case ControllerRevision revision
            when before instanceof ControllerRevision old -> ControllerRevisionRules.update(errors, revision, old);
            case Role role when before instanceof Role old -> RbacRules.update(errors, role, old);
            case ClusterRole role when before instanceof ClusterRole old -> RbacRules.update(errors, role, old);
            case RoleBinding binding when before instanceof RoleBinding old -> RbacRules.update(errors, binding, old);
            case ClusterRoleBinding binding
            when before instanceof ClusterRoleBinding old -> RbacRules.update(errors, binding, old);
            default -> updatePlain(errors, object, before);
        }
    }

    private static void updatePlain(FieldErrors errors, KubeObject object, KubeObject before) {
        switch (object) {
            case Namespace namespace
            when before instanceof Namespace old -> {
                NamespaceRules.create(errors, namespace);
                NamespaceRules.update(errors, namespace, old);
            }
            case Node node
            when before instanceof Node old -> {
                NodeRules.create(errors, node);
                NodeRules.update(errors, node, old);
            }
            case Service service when before instanceof Service old -> ServiceRules.update(errors, service, old);
            case Endpoints endpoints
            when before instanceof Endpoints old -> EndpointsRules.update(errors, endpoints, old);
            case EndpointSlice slice
            when before instanceof EndpointSlice old -> EndpointSliceRules.update(errors, slice, old);
            case ConfigMap map when before instanceof ConfigMap old -> ConfigMapRules.update(errors, map, old);
            case Secret secret when before instanceof Secret old -> SecretRules.update(errors, secret, old);
            case ServiceAccount account
            when before instanceof ServiceAccount old -> ServiceAccountRules.update(errors, account, old);
            case Event event when before instanceof Event old -> EventRules.update(errors, event, old, false);
            case LimitRange range -> LimitRangeRules.create(errors, range);
            case Lease lease when before instanceof Lease old -> LeaseRules.update(errors, lease, old);
            case PriorityClass priority
            when before instanceof PriorityClass old -> PriorityClassRules.update(errors, priority, old);
            default -> {}
        }
    }

    /// An object whose status was changed.
    public <T extends KubeObject> List<FieldError> checkUpdateStatus(T object, T before) {
        var errors = new FieldErrors();
        common(errors, object, before);
        switch ((KubeObject) object) {
            case Pod pod when before instanceof Pod old -> PodRules.updateStatus(errors, pod, old);
            case Namespace namespace
            when before instanceof Namespace old -> NamespaceRules.updateStatus(errors, namespace, old);
            case Node node when before instanceof Node old -> NodeRules.update(errors, node, old);
            case Service service when before instanceof Service old -> ServiceRules.updateStatus(errors, service, old);
            case Deployment deployment
            when before instanceof Deployment old -> DeploymentRules.updateStatus(errors, deployment, old);
            case ReplicaSet set when before instanceof ReplicaSet old -> ReplicaSetRules.updateStatus(errors, set, old);
            default -> {}
        }
        return errors.list();
    }

    /// A pod to which containers for debugging were added.
    public List<FieldError> checkUpdateEphemeralContainers(Pod pod, Pod old) {
        var errors = new FieldErrors();
        common(errors, pod, old);
        PodRules.updateEphemeralContainers(errors, pod, old, privileged);
        return errors.list();
    }

    /// A pod that gets more or less while it runs.
    public List<FieldError> checkResize(Pod pod, Pod old) {
        var errors = new FieldErrors();
        common(errors, pod, old);
        PodRules.resize(errors, pod, old, privileged);
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

    /// A namespace from which finalizers were taken.
    public static List<FieldError> finalizeUpdate(Namespace namespace, Namespace old) {
        var errors = new FieldErrors();
        common(errors, namespace, old);
        NamespaceRules.finalizeUpdate(errors, namespace, old);
        return errors.list();
    }
}
