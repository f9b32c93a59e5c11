package io.djong.apiserver.server;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.node.v1.NodeV1;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.scheduling.v1.SchedulingV1;
import io.djong.api.types.scheduling.v1alpha2.SchedulingV1Alpha2;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.certificates.CertificateApproval;
import io.djong.apiserver.admission.certificates.CertificateSigning;
import io.djong.apiserver.admission.certificates.CertificateSubjectRestriction;
import io.djong.apiserver.admission.certificates.ClusterTrustBundleAttest;
import io.djong.apiserver.admission.ingress.DefaultIngressClass;
import io.djong.apiserver.admission.lifecycle.NamespaceLifecycle;
import io.djong.apiserver.admission.limits.LimitRanger;
import io.djong.apiserver.admission.noderestriction.NodeRestriction;
import io.djong.apiserver.admission.params.ParamAccess;
import io.djong.apiserver.admission.podgroups.PodGroupProtection;
import io.djong.apiserver.admission.podgroups.PodGroupWorkloadExists;
import io.djong.apiserver.admission.priority.Priority;
import io.djong.apiserver.admission.rbac.RbacEscalation;
import io.djong.apiserver.admission.resize.NodeDeclaredFeatureValidator;
import io.djong.apiserver.admission.resize.PodResizeValidator;
import io.djong.apiserver.admission.runtimeclass.RuntimeClassAdmission;
import io.djong.apiserver.admission.serviceaccount.ServiceAccountAdmission;
import io.djong.apiserver.admission.storage.DefaultStorageClass;
import io.djong.apiserver.admission.storage.PersistentVolumeClaimResize;
import io.djong.apiserver.admission.storage.StorageObjectInUseProtection;
import io.djong.apiserver.admission.taints.TaintNodesByCondition;
import io.djong.apiserver.admission.tolerations.DefaultTolerationSeconds;
import io.djong.apiserver.admission.unhonoured.UnhonouredAdmission;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.rbac.RbacAuthorizer;
import io.djong.apiserver.core.Caches;
import io.djong.base.time.Environment;
import java.util.ArrayList;
import java.util.List;

/// The admission plug-ins that are built, in upstream's running order.
final class AdmissionPlugins {
    /// What is built, and runs only when it is asked for.
    static final List<String> OPTIONAL = List.of("NodeRestriction");

    /// Upstream's default plug-ins, as far as they are built.
    static final List<String> DEFAULT = List.of(
            "NamespaceLifecycle",
            "LimitRanger",
            "ServiceAccount",
            "TaintNodesByCondition",
            "Priority",
            "PodGroupProtection",
            "DefaultTolerationSeconds",
            "DefaultStorageClass",
            "StorageObjectInUseProtection",
            "PersistentVolumeClaimResize",
            "RuntimeClass",
            "CertificateApproval",
            "CertificateSigning",
            "ClusterTrustBundleAttest",
            "CertificateSubjectRestriction",
            "DefaultIngressClass",
            "PodGroupWorkloadExists",
            "NodeDeclaredFeatureValidator",
            "PodResizeValidator");

    private static final long TOLERATION_SECONDS = 300;

    private AdmissionPlugins() {}

    /// Those of them that the configuration names.
    ///
    /// @throws IllegalArgumentException if it names one that is not built
    static List<AdmissionPlugin> of(
            ApiServerConfig config, Caches caches, Environment environment, Authorizer authorizer) {
        var built = List.<AdmissionPlugin>of(
                new NamespaceLifecycle(caches.of(CoreV1.NAMESPACES)),
                new LimitRanger(caches.of(CoreV1.LIMIT_RANGES)),
                new ServiceAccountAdmission(caches.of(CoreV1.SERVICE_ACCOUNTS), environment.random()),
                new NodeRestriction(caches, authorizer, ServerParts.podCertificates(config)),
                new TaintNodesByCondition(),
                new Priority(
                        caches.of(SchedulingV1.PRIORITY_CLASSES),
                        config.enablement().gates().isEnabled("WorkloadAwarePreemption")),
                new PodGroupProtection(),
                new DefaultTolerationSeconds(TOLERATION_SECONDS, TOLERATION_SECONDS),
                new DefaultStorageClass(caches.of(StorageV1.STORAGE_CLASSES)),
                new StorageObjectInUseProtection(),
                new PersistentVolumeClaimResize(caches.of(StorageV1.STORAGE_CLASSES)),
                new RuntimeClassAdmission(caches.of(NodeV1.RUNTIME_CLASSES)),
                new CertificateApproval(authorizer),
                new CertificateSigning(authorizer),
                new ClusterTrustBundleAttest(authorizer),
                new CertificateSubjectRestriction(),
                new DefaultIngressClass(caches.of(NetworkingV1.INGRESS_CLASSES)),
                new PodGroupWorkloadExists(caches.of(SchedulingV1Alpha2.WORKLOADS)),
                new NodeDeclaredFeatureValidator(
                        caches.of(CoreV1.NODES), config.enablement().gates().isEnabled("NodeDeclaredFeatures")),
                new PodResizeValidator(caches.of(CoreV1.NODES)));
        var wanted = new ArrayList<>(config.admissionPlugins());
        var chosen = new ArrayList<AdmissionPlugin>();
        for (var plugin : built) {
            if (wanted.remove(plugin.name())) {
                chosen.add(plugin);
            }
        }
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("admission plug-ins that are not built yet: " + wanted);
        }
        chosen.add(escalation(caches, authorizer));
        chosen.add(new ParamAccess(caches, authorizer));
        if (!config.unhonoured().isEmpty()) {
            chosen.add(new UnhonouredAdmission(config.unhonoured()));
        }
        return chosen;
    }

    /// What is a part of the kinds of RBAC upstream, and cannot be switched off.
    private static AdmissionPlugin escalation(Caches caches, Authorizer authorizer) {
        var clusterRoles = caches.of(RbacV1.CLUSTER_ROLES);
        var roles = caches.of(RbacV1.ROLES);
        var rbac = new RbacAuthorizer(
                clusterRoles, roles, caches.of(RbacV1.CLUSTER_ROLE_BINDINGS), caches.of(RbacV1.ROLE_BINDINGS));
        return new RbacEscalation(authorizer, rbac, clusterRoles, roles);
    }
}
