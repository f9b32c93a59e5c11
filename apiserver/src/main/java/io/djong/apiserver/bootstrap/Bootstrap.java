package io.djong.apiserver.bootstrap;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.types.scheduling.v1.SchedulingV1;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.core.ApiCore;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import java.util.List;
import java.util.Map;

/// Creates what is missing of the objects that every cluster has. What exists is left alone.
public final class Bootstrap {
    private static final List<String> NAMESPACES = List.of("kube-system", "kube-public", "kube-node-lease", "default");

    private final ApiCore core;

    /// For this server.
    public Bootstrap(ApiCore core) {
        this.core = core;
    }

    /// Creates what is missing.
    public void run() throws ApiException, InterruptedException {
        for (var name : NAMESPACES) {
            ensure(
                    CoreV1.NAMESPACES,
                    Namespace.EMPTY.withMetadata(
                            ObjectMeta.EMPTY.withName(name).withLabels(Map.of("kubernetes.io/metadata.name", name))));
        }
        ensure(
                SchedulingV1.PRIORITY_CLASSES,
                priority(
                        "system-cluster-critical",
                        2_000_000_000,
                        "For pods that the cluster cannot do without; they may move to another node."));
        ensure(
                SchedulingV1.PRIORITY_CLASSES,
                priority("system-node-critical", 2_000_001_000, "For pods that their node cannot do without."));
        var rbac = new BootstrapRbac();
        ensureAll(RbacV1.CLUSTER_ROLES, rbac.clusterRoles());
        ensureAll(RbacV1.ROLES, rbac.roles());
        ensureAll(RbacV1.CLUSTER_ROLE_BINDINGS, rbac.clusterRoleBindings());
        ensureAll(RbacV1.ROLE_BINDINGS, rbac.roleBindings());
    }

    private static PriorityClass priority(String name, int value, String description) {
        return PriorityClass.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name))
                .withValue(value)
                .withDescription(description)
                .withPreemptionPolicy("PreemptLowerPriority");
    }

    private <T extends KubeObject> void ensureAll(Resource<T> resource, List<T> objects)
            throws ApiException, InterruptedException {
        for (var object : objects) {
            ensure(resource, object);
        }
    }

    private <T extends KubeObject> void ensure(Resource<T> resource, T object)
            throws ApiException, InterruptedException {
        var objects = core.kind(resource).objects();
        var key = new ObjectKey(object.metadata().namespace(), object.metadata().name());
        try {
            objects.get(key);
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            create(resource, object);
        }
    }

    private <T extends KubeObject> void create(Resource<T> resource, T object)
            throws ApiException, InterruptedException {
        try {
            core.kind(resource).objects().create(object, core.context(User.SERVER, WriteOptions.NONE));
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
        }
    }
}
