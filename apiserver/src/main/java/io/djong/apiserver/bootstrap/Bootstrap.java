package io.djong.apiserver.bootstrap;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.types.scheduling.v1.SchedulingV1;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.resource.JointCreation;
import io.djong.client.ApiException;
import java.util.List;
import java.util.Map;

/// Creates what is missing of the objects that every cluster has. What exists is left alone. In an empty store these
/// are two commits: the namespaces, and what is in them or in none.
public final class Bootstrap {
    private static final List<String> NAMESPACES = List.of("kube-system", "kube-public", "kube-node-lease", "default");

    private static final String NODE_ROLE = "system:node";

    private final ApiCore core;

    /// For this server.
    public Bootstrap(ApiCore core) {
        this.core = core;
    }

    /// The rules of the cluster role `system:node`, which the authorisation mode `Node` gives to every node.
    public static List<PolicyRule> nodeRules() {
        return new BootstrapRbac()
                .clusterRoles().stream()
                        .filter(role -> role.metadata().name().equals(NODE_ROLE))
                        .findFirst()
                        .orElseThrow()
                        .rules();
    }

    /// Creates what is missing. Nothing may be served yet.
    public void run() throws ApiException, InterruptedException {
        var namespaces = NAMESPACES.stream().map(Bootstrap::namespace).toList();
        together(joint -> addAll(joint, CoreV1.NAMESPACES, namespaces));
        var rbac = new BootstrapRbac();
        together(joint -> {
            addAll(joint, SchedulingV1.PRIORITY_CLASSES, priorities());
            addAll(joint, RbacV1.CLUSTER_ROLES, rbac.clusterRoles());
            addAll(joint, RbacV1.ROLES, rbac.roles());
            addAll(joint, RbacV1.CLUSTER_ROLE_BINDINGS, rbac.clusterRoleBindings());
            addAll(joint, RbacV1.ROLE_BINDINGS, rbac.roleBindings());
        });
    }

    /// What is to be created together.
    private interface Additions {
        void to(JointCreation joint) throws ApiException, InterruptedException;
    }

    /// Tries until all exist: another server on the same store may be about to create the same.
    private void together(Additions additions) throws ApiException, InterruptedException {
        boolean complete;
        do {
            try (var joint = core.together(User.SERVER)) {
                additions.to(joint);
                complete = joint.commit();
            }
        } while (!complete);
    }

    private <T extends KubeObject> void addAll(JointCreation joint, Resource<T> resource, List<T> objects)
            throws ApiException, InterruptedException {
        var existing = core.kind(resource).objects();
        for (var object : objects) {
            joint.addMissing(existing, object);
        }
    }

    private static Namespace namespace(String name) {
        return Namespace.EMPTY.withMetadata(
                ObjectMeta.EMPTY.withName(name).withLabels(Map.of("kubernetes.io/metadata.name", name)));
    }

    private static List<PriorityClass> priorities() {
        return List.of(
                priority(
                        "system-cluster-critical",
                        2_000_000_000,
                        "For pods that the cluster cannot do without; they may move to another node."),
                priority("system-node-critical", 2_000_001_000, "For pods that their node cannot do without."));
    }

    private static PriorityClass priority(String name, int value, String description) {
        return PriorityClass.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name))
                .withValue(value)
                .withDescription(description)
                .withPreemptionPolicy("PreemptLowerPriority");
    }
}
