package io.djong.controllermanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.apiserver.authentication.User;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.controllermanager.world.Objects;
import io.djong.simulation.nodes.FirstFitBinder;
import io.djong.simulation.nodes.NodeShape;
import io.djong.simulation.nodes.SimulatedNodes;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All controllers against the real API server, in one process and virtual time, each as its own user under RBAC.
class ControllerManagerTest {
    private record Cluster(VirtualEnvironment environment, KubeClient admin, SimulatedNodes nodes) {
        List<Pod> pods() throws Exception {
            return admin.of(CoreV1.PODS).list(ListQuery.in(Objects.NAMESPACE)).items();
        }

        Deployment deployment() throws Exception {
            return admin.of(AppsV1.DEPLOYMENTS).get(Objects.NAMESPACE, "web");
        }

        void settle(Duration duration) throws InterruptedException {
            environment.settle(duration);
        }
    }

    private interface Body {
        void run(Cluster cluster) throws Exception;
    }

    private static void simulate(int seeds, Body body) throws Exception {
        for (int seed = 0; seed < seeds; seed++) {
            try (var environment = VirtualEnvironment.sealed(seed)) {
                environment.run(() -> inCluster(environment, body));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed(seed) + ": " + e.getMessage(), e);
            }
        }
    }

    private static String seed(int seed) {
        return "VirtualEnvironment.sealed(" + seed + ")";
    }

    private static void inCluster(VirtualEnvironment environment, Body body) throws Exception {
        var metrics = new MetricRegistry();
        var server = new InProcessServer(environment, new MemoryStore(environment), metrics);
        server.start();
        KubeClient admin = server.admin();
        var clients = new ControllerClients() {
            @Override
            public KubeClient manager() {
                return server.client(User.of("system:kube-controller-manager", User.AUTHENTICATED_GROUP));
            }

            @Override
            public KubeClient controller(String account) {
                return server.controller(account);
            }
        };
        var config = ControllerManagerConfig.DEFAULTS.withRootCertificates("certificates");
        var manager = new ControllerManager(environment, metrics, clients, config);
        var nodes = new SimulatedNodes(environment, admin, metrics, NodeShape.DEFAULT, 10);
        var binder = new FirstFitBinder(environment, admin, metrics);
        manager.start();
        nodes.start();
        binder.start();
        admin.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(Objects.NAMESPACE)));
        environment.settle(Duration.ofSeconds(20));
        body.run(new Cluster(environment, admin, nodes));
        binder.stop();
        nodes.stop();
        manager.stop();
        server.stop();
    }

    @Test
    void deploymentOfAHundredPodsBecomesReadyAndGoesWithItsNamespace() throws Exception {
        simulate(2, cluster -> {
            cluster.admin.of(AppsV1.DEPLOYMENTS).create(Objects.deployment("web", 100));
            Service service = Objects.service("web", 80);
            cluster.admin
                    .of(CoreV1.SERVICES)
                    .create(service.withMetadata(Objects.meta("web"))
                            .withSpec(service.spec().withClusterIP("").withClusterIPs(List.of())));
            cluster.settle(Duration.ofMinutes(2));
            assertThat(cluster.deployment().status().availableReplicas()).isEqualTo(100);
            assertThat(cluster.admin
                            .of(DiscoveryV1.ENDPOINT_SLICES)
                            .list(ListQuery.in(Objects.NAMESPACE))
                            .items())
                    .singleElement()
                    .satisfies(slice -> assertThat(slice.endpoints()).hasSize(100));
            cluster.admin.of(CoreV1.NAMESPACES).delete(new ObjectKey("", Objects.NAMESPACE));
            cluster.settle(Duration.ofMinutes(10));
            assertThat(isGone(cluster)).isTrue();
            assertThat(cluster.pods()).isEmpty();
        });
    }

    private static boolean isGone(Cluster cluster) throws Exception {
        try {
            cluster.admin.of(CoreV1.NAMESPACES).get("", Objects.NAMESPACE);
            return false;
        } catch (ApiException e) {
            return e.isNotFound();
        }
    }

    @Test
    void deletedDeploymentTakesItsSetsAndPodsAlong() throws Exception {
        simulate(2, cluster -> {
            cluster.admin.of(AppsV1.DEPLOYMENTS).create(Objects.deployment("web", 5));
            cluster.settle(Duration.ofMinutes(1));
            assertThat(cluster.pods()).hasSize(5);
            cluster.admin
                    .of(AppsV1.DEPLOYMENTS)
                    .delete(
                            new ObjectKey(Objects.NAMESPACE, "web"),
                            DeleteOptions.EMPTY.withPropagationPolicy("Foreground"));
            cluster.settle(Duration.ofMinutes(10));
            assertThat(cluster.admin.of(AppsV1.DEPLOYMENTS).list(ListQuery.ALL).items())
                    .isEmpty();
            assertThat(cluster.admin.of(AppsV1.REPLICA_SETS).list(ListQuery.ALL).items())
                    .isEmpty();
            assertThat(cluster.pods()).isEmpty();
        });
    }

    @Test
    void namespaceGetsItsAccountAndCertificates() throws Exception {
        simulate(1, cluster -> {
            assertThat(cluster.admin.of(CoreV1.SERVICE_ACCOUNTS).get(Objects.NAMESPACE, "default"))
                    .isNotNull();
            assertThat(cluster.admin
                            .of(CoreV1.CONFIG_MAPS)
                            .get(Objects.NAMESPACE, "kube-root-ca.crt")
                            .data())
                    .containsEntry("ca.crt", "certificates");
            var admin = cluster.admin.of(RbacV1.CLUSTER_ROLES).get("", "admin");
            assertThat(admin.rules()).isNotEmpty();
        });
    }

    /// The example of the issue: a node's heart stops.
    @Test
    void podsOfASilentNodeAreReplaced() throws Exception {
        simulate(3, cluster -> {
            cluster.admin.of(AppsV1.DEPLOYMENTS).create(Objects.deployment("web", 30));
            cluster.settle(Duration.ofMinutes(2));
            String node = cluster.pods().getFirst().spec().nodeName();
            Instant stopped = cluster.environment.now();
            cluster.nodes.stopHeart(node);
            Instant unknown = null;
            Instant deleted = null;
            while (deleted == null) {
                cluster.environment.advance(Duration.ofSeconds(1));
                Node present = cluster.admin.of(CoreV1.NODES).get("", node);
                boolean isUnknown = present.status().conditions().stream()
                        .anyMatch(condition -> condition.type().equals("Ready")
                                && condition.status().equals("Unknown"));
                if (isUnknown && unknown == null) {
                    unknown = cluster.environment.now();
                    assertThat(present.spec().taints())
                            .extracting(taint -> taint.key() + ":" + taint.effect())
                            .contains("node.kubernetes.io/unreachable:NoExecute");
                }
                boolean anyDeleted = cluster.pods().stream()
                        .anyMatch(pod -> pod.spec().nodeName().equals(node)
                                && pod.metadata().deletionTimestamp() != null);
                if (anyDeleted) deleted = cluster.environment.now();
                assertThat(Duration.between(stopped, cluster.environment.now())).isLessThan(Duration.ofMinutes(10));
            }
            assertThat(unknown).isNotNull();
            if (unknown == null) return;
            assertThat(Duration.between(stopped, unknown)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(56));
            assertThat(Duration.between(unknown, deleted)).isBetween(Duration.ofSeconds(299), Duration.ofSeconds(302));
            cluster.settle(Duration.ofMinutes(2));
            assertThat(cluster.deployment().status().availableReplicas()).isEqualTo(30);
        });
    }

    @Test
    void podsOfADeletedNodeAreRemovedAfterTheQuarantine() throws Exception {
        simulate(1, cluster -> {
            cluster.admin.of(AppsV1.DEPLOYMENTS).create(Objects.deployment("web", 10));
            cluster.settle(Duration.ofMinutes(2));
            String node = cluster.pods().getFirst().spec().nodeName();
            cluster.nodes.stopHeart(node);
            cluster.admin.of(CoreV1.NODES).delete(new ObjectKey("", node));
            cluster.environment.advance(Duration.ofMinutes(3));
            assertThat(cluster.pods())
                    .hasSize(10)
                    .noneMatch(pod -> pod.spec().nodeName().equals(node));
            assertThat(cluster.deployment().status().availableReplicas()).isEqualTo(10);
        });
    }
}
