package io.djong.controllermanager.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.NamespaceCondition;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.AggregationRule;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.client.fake.Refusals;
import io.djong.controllermanager.clusterroleaggregation.AggregationController;
import io.djong.controllermanager.rootca.RootCaController;
import io.djong.controllermanager.serviceaccount.ServiceAccountController;
import io.djong.controllermanager.world.Objects;
import io.djong.controllermanager.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceControllerTest {
    private static final ObjectKey KEY = new ObjectKey("", Objects.NAMESPACE);

    private static void simulate(World.Body body) throws Exception {
        World.simulate(5, world -> {
            world.client.serve(CoreV1.CONFIG_MAPS, CoreV1.PODS, CoreV1.NAMESPACES, CoreV1.SECRETS, AppsV1.DEPLOYMENTS);
            world.add("namespace-controller", context -> NamespaceController.create(context, 2))
                    .start();
            Namespace empty = Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(Objects.NAMESPACE));
            world.create(
                    CoreV1.NAMESPACES,
                    empty.withSpec(empty.spec().withFinalizers(List.of("kubernetes")))
                            .withStatus(empty.status().withPhase("Active")));
            body.run(world);
        });
    }

    private static NamespaceCondition condition(World world, String type) throws Exception {
        return world.client.of(CoreV1.NAMESPACES).get(KEY).status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingInADeletedNamespaceGoesAndThenTheNamespace() throws Exception {
        simulate(world -> {
            world.create(CoreV1.CONFIG_MAPS, ConfigMap.EMPTY.withMetadata(Objects.meta("a")));
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 1));
            world.create(CoreV1.PODS, Pod.EMPTY.withMetadata(Objects.meta("p")));
            ConfigMap elsewhere = ConfigMap.EMPTY.withMetadata(Objects.meta("b").withNamespace("other"));
            world.create(CoreV1.CONFIG_MAPS, elsewhere);
            world.environment.advance(Duration.ofMinutes(1));
            assertThat(world.all(CoreV1.PODS)).hasSize(1);
            world.client.of(CoreV1.NAMESPACES).delete(KEY);
            world.settle();
            assertThat(world.all(CoreV1.NAMESPACES)).isEmpty();
            assertThat(world.all(AppsV1.DEPLOYMENTS)).isEmpty();
            assertThat(world.all(CoreV1.PODS)).isEmpty();
            assertThat(world.all(CoreV1.CONFIG_MAPS)).hasSize(1);
        });
    }

    @Test
    void namespaceWaitsForWhatFinalizersHoldAndSaysSo() throws Exception {
        simulate(world -> {
            world.create(
                    CoreV1.CONFIG_MAPS,
                    ConfigMap.EMPTY.withMetadata(Objects.meta("a").withFinalizers(List.of("example.com/x"))));
            world.client.of(CoreV1.NAMESPACES).delete(KEY);
            world.environment.advance(Duration.ofMinutes(1));
            NamespaceCondition remaining = condition(world, "NamespaceContentRemaining");
            assertThat(remaining.status()).isEqualTo("True");
            assertThat(remaining.reason()).isEqualTo("SomeResourcesRemain");
            assertThat(remaining.message())
                    .isEqualTo("Some resources are remaining: configmaps. has 1 resource instances");
            NamespaceCondition finalizers = condition(world, "NamespaceFinalizersRemaining");
            assertThat(finalizers.message())
                    .isEqualTo("Some content in the namespace has finalizers remaining: "
                            + "example.com/x in 1 resource instances");
            assertThat(condition(world, "NamespaceDeletionContentFailure").status())
                    .isEqualTo("False");
            world.edit(
                    CoreV1.CONFIG_MAPS,
                    "a",
                    map -> map.withMetadata(map.metadata().withFinalizers(List.of())));
            world.settle();
            assertThat(world.all(CoreV1.NAMESPACES)).isEmpty();
        });
    }

    @Test
    void podsGoBeforeEverythingElse() throws Exception {
        simulate(world -> {
            Pod held = Pod.EMPTY.withMetadata(Objects.meta("p").withFinalizers(List.of("example.com/x")));
            world.create(CoreV1.PODS, held);
            world.create(CoreV1.CONFIG_MAPS, ConfigMap.EMPTY.withMetadata(Objects.meta("a")));
            world.client.of(CoreV1.NAMESPACES).delete(KEY);
            world.environment.advance(Duration.ofMinutes(5));
            assertThat(world.all(CoreV1.CONFIG_MAPS)).hasSize(1);
            world.edit(CoreV1.PODS, "p", pod -> pod.withMetadata(pod.metadata().withFinalizers(List.of())));
            world.settle();
            assertThat(world.all(CoreV1.CONFIG_MAPS)).isEmpty();
            assertThat(world.all(CoreV1.NAMESPACES)).isEmpty();
        });
    }

    @Test
    void failureOfOneResourceIsSaidAndRetried() throws Exception {
        simulate(world -> {
            world.create(CoreV1.CONFIG_MAPS, ConfigMap.EMPTY.withMetadata(Objects.meta("a")));
            world.client.failOn(call -> {
                if (call.startsWith("delete configmaps")) throw Refusals.of(500, "InternalError", "the disk is full");
            });
            world.client.of(CoreV1.NAMESPACES).delete(KEY);
            world.environment.advance(Duration.ofSeconds(30));
            NamespaceCondition failure = condition(world, "NamespaceDeletionContentFailure");
            assertThat(failure.status()).isEqualTo("True");
            assertThat(failure.message()).contains("the disk is full");
            world.client.failOn(null);
            world.settle();
            assertThat(world.all(CoreV1.NAMESPACES)).isEmpty();
        });
    }

    @Test
    void activeNamespacesHaveAServiceAccountAndTheRootCertificates() throws Exception {
        World.simulate(5, world -> {
            world.add("serviceaccount-controller", ServiceAccountController::create)
                    .add("root-ca", context -> RootCaController.create(context, "the certificates"))
                    .start();
            Namespace empty = Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(Objects.NAMESPACE));
            world.create(CoreV1.NAMESPACES, empty.withStatus(empty.status().withPhase("Active")));
            Namespace ending = Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("ending"));
            world.create(CoreV1.NAMESPACES, ending.withStatus(ending.status().withPhase("Terminating")));
            world.settle();
            assertThat(world.all(CoreV1.SERVICE_ACCOUNTS))
                    .extracting(ServiceAccount::metadata)
                    .extracting(ObjectMeta::namespace)
                    .containsExactly(Objects.NAMESPACE);
            ConfigMap map = world.get(CoreV1.CONFIG_MAPS, "kube-root-ca.crt");
            assertThat(map.data()).isEqualTo(Map.of("ca.crt", "the certificates"));
            world.client.of(CoreV1.CONFIG_MAPS).update(map.withData(Map.of("ca.crt", "something else")));
            world.client.of(CoreV1.SERVICE_ACCOUNTS).delete(new ObjectKey(Objects.NAMESPACE, "default"));
            world.settle();
            assertThat(world.get(CoreV1.CONFIG_MAPS, "kube-root-ca.crt").data())
                    .isEqualTo(Map.of("ca.crt", "the certificates"));
            assertThat(world.get(CoreV1.SERVICE_ACCOUNTS, "default")).isNotNull();
        });
    }

    @Test
    void aggregatedRoleHasTheRulesOfThoseItSelects() throws Exception {
        World.simulate(5, world -> {
            world.add("clusterrole-aggregation-controller", AggregationController::create)
                    .start();
            PolicyRule pods = PolicyRule.EMPTY.withVerbs(List.of("get")).withResources(List.of("pods"));
            PolicyRule nodes = PolicyRule.EMPTY.withVerbs(List.of("get")).withResources(List.of("nodes"));
            var selector = LabelSelector.EMPTY.withMatchLabels(Map.of("to-admin", "true"));
            world.create(
                    RbacV1.CLUSTER_ROLES,
                    ClusterRole.EMPTY
                            .withMetadata(ObjectMeta.EMPTY.withName("admin"))
                            .withAggregationRule(new AggregationRule(List.of(selector))));
            world.create(RbacV1.CLUSTER_ROLES, role("b", nodes, pods));
            world.create(RbacV1.CLUSTER_ROLES, role("a", pods));
            world.settle();
            assertThat(world.get(RbacV1.CLUSTER_ROLES, "admin").rules()).containsExactly(pods, nodes);
            world.client.of(RbacV1.CLUSTER_ROLES).delete(new ObjectKey("", "b"));
            world.settle();
            assertThat(world.get(RbacV1.CLUSTER_ROLES, "admin").rules()).containsExactly(pods);
        });
    }

    private static ClusterRole role(String name, PolicyRule... rules) {
        return ClusterRole.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name).withLabels(Map.of("to-admin", "true")))
                .withRules(List.of(rules));
    }
}
