package io.djong.apiserver.conformance;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.authorization.v1.AuthorizationV1;
import io.djong.api.types.authorization.v1.LocalSubjectAccessReview;
import io.djong.api.types.authorization.v1.SubjectAccessReview;
import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.NamespaceCondition;
import io.djong.api.types.core.v1.ReplicationController;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.types.scheduling.v1.SchedulingV1;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.WriteOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Behaviours of upstream's conformance suite, outside the areas that have tests of their own, that only ask what an
/// API server does with objects, their status, their scale and their collections.
final class ObjectsConformanceTest {
    private static final ListQuery HERE = ListQuery.in("default");

    private static String template(String apiVersion, String more) {
        return """
                {"metadata":{"name":"o","namespace":"default","labels":{"e2e":"testing"}},"spec":{%s"selector":%s,
                  "template":{"metadata":{"labels":{"a":"b"}},
                    "spec":{"containers":[{"name":"c","image":"i"}]}}}}""".formatted(more, apiVersion.equals("v1") ? "{\"a\":\"b\"}" : "{\"matchLabels\":{\"a\":\"b\"}}");
    }

    private static <T extends KubeObject> T made(KubeClient client, Resource<T> resource, String more)
            throws Exception {
        KubeType<T> type = resource.type();
        return client.of(resource).create(object(type, template(type.apiVersion(), more)));
    }

    /// A status condition that is patched in, and leaves the wanted state alone.
    private static <T extends KubeObject> T patchedStatus(KubeClient client, Resource<T> resource) throws Exception {
        return client.of(resource)
                .patch(
                        new ObjectKey("default", "o"),
                        "status",
                        PatchType.MERGE,
                        """
                {"status":{"conditions":[{"type":"StatusPatched","status":"True"}]},"spec":{"minReadySeconds":9}}""".getBytes(UTF_8),
                        WriteOptions.NONE);
    }

    @Test
    @DisplayName("[sig-apps] Deployment should validate Deployment Status endpoints")
    void deploymentStatus() throws Exception {
        VirtualServer.run(server -> {
            Deployment made = made(server.admin(), AppsV1.DEPLOYMENTS, "");
            var patched = patchedStatus(server.admin(), AppsV1.DEPLOYMENTS);
            assertThat(patched.status().conditions().getFirst().type()).isEqualTo("StatusPatched");
            assertThat(patched.spec()).isEqualTo(made.spec());
            var updated = server.admin()
                    .of(AppsV1.DEPLOYMENTS)
                    .updateStatus(patched.withStatus(patched.status().withReplicas(3)));
            assertThat(updated.status().replicas()).isEqualTo(3);
        });
    }

    @Test
    @DisplayName("[sig-apps] ReplicaSet should validate Replicaset Status endpoints")
    void replicaSetStatus() throws Exception {
        VirtualServer.run(server -> {
            ReplicaSet made = made(server.admin(), AppsV1.REPLICA_SETS, "");
            var patched = patchedStatus(server.admin(), AppsV1.REPLICA_SETS);
            assertThat(patched.status().conditions().getFirst().type()).isEqualTo("StatusPatched");
            assertThat(patched.spec()).isEqualTo(made.spec());
        });
    }

    @Test
    @DisplayName(
            "[sig-apps] StatefulSet Basic StatefulSet functionality [StatefulSetBasic] should validate Statefulset Status"
                    + " endpoints")
    void statefulSetStatus() throws Exception {
        VirtualServer.run(server -> {
            StatefulSet made = made(server.admin(), AppsV1.STATEFUL_SETS, "\"serviceName\":\"s\",");
            var patched = patchedStatus(server.admin(), AppsV1.STATEFUL_SETS);
            assertThat(patched.status().conditions().getFirst().type()).isEqualTo("StatusPatched");
            assertThat(patched.spec()).isEqualTo(made.spec());
        });
    }

    @Test
    @DisplayName("[sig-apps] Daemon set [Serial] should verify changes to a daemon set status")
    void daemonSetStatus() throws Exception {
        VirtualServer.run(server -> {
            DaemonSet made = made(server.admin(), AppsV1.DAEMON_SETS, "");
            var patched = patchedStatus(server.admin(), AppsV1.DAEMON_SETS);
            assertThat(patched.status().conditions().getFirst().type()).isEqualTo("StatusPatched");
            assertThat(patched.spec()).isEqualTo(made.spec());
        });
    }

    @Test
    @DisplayName("[sig-apps] ReplicaSet should list and delete a collection of ReplicaSets")
    void replicaSets() throws Exception {
        VirtualServer.run(server -> {
            made(server.admin(), AppsV1.REPLICA_SETS, "");
            var sets = server.admin().of(AppsV1.REPLICA_SETS);
            var marked = HERE.withLabelSelector("e2e=testing");
            assertThat(sets.list(marked).items()).hasSize(1);
            sets.deleteCollection(marked, DeleteOptions.EMPTY);
            assertThat(sets.list(marked).items()).isEmpty();
        });
    }

    @Test
    @DisplayName("[sig-apps] ReplicationController should get and update a ReplicationController scale")
    void scale() throws Exception {
        VirtualServer.run(server -> {
            ReplicationController _ = made(server.admin(), CoreV1.REPLICATION_CONTROLLERS, "\"replicas\":1,");
            var controllers = server.admin().of(CoreV1.REPLICATION_CONTROLLERS);
            var key = new ObjectKey("default", "o");
            var scale = controllers.getSubresource(key, "scale", Scale.TYPE);
            assertThat(scale.spec().replicas()).isEqualTo(1);
            controllers.updateSubresource(
                    key, "scale", scale.withSpec(scale.spec().withReplicas(2)));
            assertThat(controllers.get(key).spec().replicas()).isEqualTo(2);
        });
    }

    private static Namespace namespace(VirtualServer server) throws Exception {
        return server.admin().of(CoreV1.NAMESPACES).create(object(Namespace.TYPE, """
                {"metadata":{"name":"ns","labels":{"e2e":"yes"}}}"""));
    }

    @Test
    @DisplayName("[sig-api-machinery] Namespaces [Serial] should patch a Namespace")
    void patchedNamespace() throws Exception {
        VirtualServer.run(server -> {
            var made = namespace(server);
            var patched = server.admin()
                    .of(CoreV1.NAMESPACES)
                    .patch(new ObjectKey("", "ns"), PatchType.STRATEGIC, """
                    {"metadata":{"labels":{"testLabel":"testValue"}}}""".getBytes(UTF_8));
            assertThat(patched.metadata().labels()).containsEntry("testLabel", "testValue");
            assertThat(Long.parseLong(patched.metadata().resourceVersion()))
                    .isGreaterThan(Long.parseLong(made.metadata().resourceVersion()));
        });
    }

    @Test
    @DisplayName("[sig-api-machinery] Namespaces [Serial] should apply an update to a Namespace")
    void updatedNamespace() throws Exception {
        VirtualServer.run(server -> {
            var made = namespace(server);
            var updated = server.admin()
                    .of(CoreV1.NAMESPACES)
                    .update(made.withMetadata(made.metadata().withLabels(Map.of("ns", "updated"))));
            assertThat(updated.metadata().labels()).containsEntry("ns", "updated");
        });
    }

    @Test
    @DisplayName("[sig-api-machinery] Namespaces [Serial] should apply changes to a namespace status")
    void namespaceStatus() throws Exception {
        VirtualServer.run(server -> {
            assertThat(namespace(server).status().phase()).isEqualTo("Active");
            var namespaces = server.admin().of(CoreV1.NAMESPACES);
            var patched = namespaces.patch(
                    new ObjectKey("", "ns"), "status", PatchType.MERGE, """
                    {"metadata":{"annotations":{"e2e-patched-ns-status":"ns"}},"status":{"conditions":[
                      {"type":"StatusPatch","status":"True","reason":"E2E","message":"Patched by an e2e test"}]}}""".getBytes(UTF_8), WriteOptions.NONE);
            assertThat(patched.metadata().annotations()).containsEntry("e2e-patched-ns-status", "ns");
            assertThat(patched.status().conditions().getLast().reason()).isEqualTo("E2E");
            var more = List.of(
                    patched.status().conditions().getLast(),
                    NamespaceCondition.EMPTY
                            .withType("StatusUpdate")
                            .withStatus("True")
                            .withReason("E2E"));
            var updated =
                    namespaces.updateStatus(patched.withStatus(patched.status().withConditions(more)));
            assertThat(updated.status().conditions().getLast().type()).isEqualTo("StatusUpdate");
        });
    }

    @Test
    @DisplayName("[sig-api-machinery] Namespaces [Serial] should apply a finalizer to a Namespace")
    void finalizer() throws Exception {
        VirtualServer.run(server -> {
            var namespaces = server.admin().of(CoreV1.NAMESPACES);
            var key = new ObjectKey("", "ns");
            var made = namespace(server);
            var finalizers = made.spec().finalizers();
            var more = List.of("kubernetes", "e2e.example.com/fakeFinalizer");
            var finalized = namespaces.updateSubresource(
                    key, "finalize", made.withSpec(made.spec().withFinalizers(more)));
            assertThat(finalized.spec().finalizers()).contains("e2e.example.com/fakeFinalizer");
            namespaces.updateSubresource(
                    key, "finalize", finalized.withSpec(finalized.spec().withFinalizers(finalizers)));
            assertThat(namespaces.get(key).spec().finalizers()).doesNotContain("e2e.example.com/fakeFinalizer");
        });
    }

    @Test
    @DisplayName("[sig-scheduling] LimitRange should list, patch and delete a LimitRange by collection")
    void limitRanges() throws Exception {
        VirtualServer.run(server -> {
            var ranges = server.admin().of(CoreV1.LIMIT_RANGES);
            for (var namespace : new String[] {"default", "kube-public"}) {
                ranges.create(object(LimitRange.TYPE, """
                        {"metadata":{"name":"l","namespace":"%s","labels":{"e2e":"yes"}},
                          "spec":{"limits":[{"type":"Container","max":{"cpu":"500m"}}]}}""".formatted(namespace)));
            }
            var marked = ListQuery.ALL.withLabelSelector("e2e=yes");
            assertThat(ranges.list(marked).items()).hasSize(2);
            var patched = ranges.patch(new ObjectKey("default", "l"), PatchType.STRATEGIC, """
                    {"metadata":{"labels":{"l":"patched"}},"spec":{"limits":[{"type":"Container","max":{"cpu":"1"}}]}}""".getBytes(UTF_8));
            assertThat(patched.metadata().labels()).containsEntry("l", "patched");
            ranges.deleteCollection(HERE.withLabelSelector("l=patched"), DeleteOptions.EMPTY);
            assertThat(ranges.list(marked).items()).hasSize(1);
        });
    }

    @Test
    @DisplayName(
            "[sig-scheduling] SchedulerPreemption [Serial] PriorityClass endpoints verify PriorityClass endpoints can be"
                    + " operated with different HTTP methods")
    void priorityClasses() throws Exception {
        VirtualServer.run(server -> {
            var classes = server.admin().of(SchedulingV1.PRIORITY_CLASSES);
            var made = classes.create(object(PriorityClass.TYPE, "{\"metadata\":{\"name\":\"p1\"},\"value\":1}"));
            assertThatThrownBy(() -> classes.patch(
                            new ObjectKey("", "p1"), PatchType.STRATEGIC, "{\"value\":10}".getBytes(UTF_8)))
                    .hasMessageContaining("may not be changed in an update");
            assertThatThrownBy(() -> classes.update(made.withValue(10)))
                    .hasMessageContaining("may not be changed in an update");
            classes.update(made.withDescription("updated description"));
            assertThat(classes.get("", "p1").description()).isEqualTo("updated description");
        });
    }

    @Test
    @DisplayName("[sig-network] Services should delete a collection of services")
    void services() throws Exception {
        VirtualServer.run(server -> {
            var services = server.admin().of(CoreV1.SERVICES);
            for (var name : new String[] {"s1", "s2", "s3"}) {
                services.create(object(Service.TYPE, """
                        {"metadata":{"name":"%s","namespace":"kube-public","labels":{"e2e":"%s"}},
                          "spec":{"ports":[{"port":80}]}}""".formatted(name, name.equals("s3") ? "no" : "yes")));
            }
            services.deleteCollection(ListQuery.in("kube-public").withLabelSelector("e2e=yes"), DeleteOptions.EMPTY);
            assertThat(services.list(ListQuery.in("kube-public")).items())
                    .extracting(service -> service.metadata().name())
                    .containsExactly("s3");
        });
    }

    @Test
    @DisplayName("[sig-network] Services should find a service from listing all namespaces")
    void allServices() throws Exception {
        VirtualServer.run(server -> assertThat(
                        server.admin().of(CoreV1.SERVICES).list(ListQuery.ALL).items())
                .anyMatch(service -> service.metadata().name().equals("kubernetes")
                        && service.metadata().namespace().equals("default")));
    }

    @Test
    @DisplayName("[sig-auth] ServiceAccounts should update a ServiceAccount")
    void account() throws Exception {
        VirtualServer.run(server -> {
            var accounts = server.admin().of(CoreV1.SERVICE_ACCOUNTS);
            var made = accounts.create(object(ServiceAccount.TYPE, """
                    {"metadata":{"name":"a","namespace":"default"},"automountServiceAccountToken":false}"""));
            var updated = accounts.update(made.withAutomountServiceAccountToken(true));
            assertThat(updated.automountServiceAccountToken()).isTrue();
        });
    }

    @Test
    @DisplayName("[sig-auth] SubjectReview should support SubjectReview API operations")
    void reviews() throws Exception {
        VirtualServer.run(server -> {
            var spec = """
                    "spec":{"user":"system:serviceaccount:default:e2e","groups":["system:authenticated"],
                      "resourceAttributes":{"verb":"list","resource":"configmaps","namespace":"default","version":"v1"}}""";
            var review = server.admin()
                    .of(AuthorizationV1.SUBJECT_ACCESS_REVIEWS)
                    .create(object(SubjectAccessReview.TYPE, "{" + spec + "}"));
            assertThat(review.status().allowed()).isFalse();
            var local = server.admin()
                    .of(AuthorizationV1.LOCAL_SUBJECT_ACCESS_REVIEWS)
                    .create(object(
                            LocalSubjectAccessReview.TYPE, "{\"metadata\":{\"namespace\":\"default\"}," + spec + "}"));
            assertThat(local.status().allowed()).isFalse();
        });
    }
}
