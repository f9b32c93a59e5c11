package io.djong.controllermanager.garbagecollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.controllermanager.deployment.DeploymentController;
import io.djong.controllermanager.podcontrol.Owners;
import io.djong.controllermanager.replicaset.ReplicaSetController;
import io.djong.controllermanager.world.Objects;
import io.djong.controllermanager.world.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
    private static final Duration WAIT = Duration.ofMinutes(3);

    private static void simulate(int seeds, World.Body body) throws Exception {
        World.simulate(seeds, world -> {
            world.client.serve(CoreV1.CONFIG_MAPS, CoreV1.PODS, CoreV1.NODES, AppsV1.REPLICA_SETS, AppsV1.DEPLOYMENTS);
            world.add("garbage-collector", context -> GarbageCollector.create(context, 4));
            body.run(world);
        });
    }

    private static ConfigMap map(String name, ConfigMap... owners) {
        List<OwnerReference> references =
                Arrays.stream(owners).map(Owners::controllerReference).toList();
        return ConfigMap.EMPTY.withMetadata(Objects.meta(name).withOwnerReferences(references));
    }

    private static ConfigMap create(World world, String name, ConfigMap... owners) throws Exception {
        return world.create(CoreV1.CONFIG_MAPS, map(name, owners));
    }

    private static void delete(World world, KubeObject object, String policy) throws Exception {
        world.client
                .of(CoreV1.CONFIG_MAPS)
                .delete(ObjectKey.of(object), DeleteOptions.EMPTY.withPropagationPolicy(policy));
    }

    private static List<String> names(World world, Resource<? extends KubeObject> resource) throws Exception {
        return world.all(resource).stream()
                .map(object -> object.metadata().name())
                .toList();
    }

    @Test
    void dependentsOfADeletedOwnerGoAndSoDoTheirs() throws Exception {
        simulate(10, world -> {
            world.start();
            ConfigMap owner = create(world, "owner");
            ConfigMap child = create(world, "child", owner);
            create(world, "grandchild", child);
            create(world, "other");
            delete(world, owner, "Background");
            world.environment.advance(WAIT);
            assertThat(names(world, CoreV1.CONFIG_MAPS)).containsExactly("other");
        });
    }

    @Test
    void ownerThatWentBeforeTheCollectorStartedIsNoticed() throws Exception {
        simulate(10, world -> {
            ConfigMap owner = create(world, "owner");
            create(world, "child", owner);
            delete(world, owner, "Background");
            world.start();
            world.environment.advance(WAIT);
            assertThat(names(world, CoreV1.CONFIG_MAPS)).isEmpty();
        });
    }

    @Test
    void dependentWithAnotherOwnerLosesOnlyTheReference() throws Exception {
        simulate(10, world -> {
            world.start();
            ConfigMap going = create(world, "going");
            ConfigMap staying = create(world, "staying");
            create(world, "child", going, staying);
            delete(world, going, "Background");
            world.environment.advance(WAIT);
            ConfigMap child = world.get(CoreV1.CONFIG_MAPS, "child");
            assertThat(child.metadata().ownerReferences())
                    .extracting(OwnerReference::name)
                    .containsExactly("staying");
        });
    }

    @Test
    void foregroundDeletionTakesTheDependentsFirst() throws Exception {
        simulate(10, world -> {
            world.start();
            ConfigMap owner = create(world, "owner");
            ConfigMap held = map("held", owner);
            held = world.create(
                    CoreV1.CONFIG_MAPS, held.withMetadata(held.metadata().withFinalizers(List.of("example.com/x"))));
            world.environment.advance(WAIT);
            delete(world, owner, "Foreground");
            world.environment.advance(WAIT);
            // The owner waits for the one that a finalizer holds.
            assertThat(names(world, CoreV1.CONFIG_MAPS)).containsExactly("held", "owner");
            world.edit(
                    CoreV1.CONFIG_MAPS,
                    "held",
                    present -> present.withMetadata(present.metadata().withFinalizers(List.of())));
            world.environment.advance(WAIT);
            assertThat(names(world, CoreV1.CONFIG_MAPS)).isEmpty();
        });
    }

    @Test
    void foregroundDeletionOfACircleEnds() throws Exception {
        simulate(5, world -> {
            world.start();
            ConfigMap a = create(world, "a");
            ConfigMap b = create(world, "b", a);
            world.edit(
                    CoreV1.CONFIG_MAPS,
                    "a",
                    present -> present.withMetadata(
                            present.metadata().withOwnerReferences(List.of(Owners.controllerReference(b)))));
            world.environment.advance(WAIT);
            delete(world, a, "Foreground");
            world.environment.advance(Duration.ofMinutes(20));
            assertThat(names(world, CoreV1.CONFIG_MAPS)).isEmpty();
        });
    }

    @Test
    void orphanedDependentsStayAndAreFree() throws Exception {
        simulate(10, world -> {
            world.start();
            ConfigMap owner = create(world, "owner");
            create(world, "child", owner);
            world.environment.advance(WAIT);
            delete(world, owner, "Orphan");
            world.environment.advance(WAIT);
            assertThat(names(world, CoreV1.CONFIG_MAPS)).containsExactly("child");
            assertThat(world.get(CoreV1.CONFIG_MAPS, "child").metadata().ownerReferences())
                    .isEmpty();
        });
    }

    @Test
    void ownerInAnotherNamespaceHoldsNothingAndIsToldOf() throws Exception {
        simulate(5, world -> {
            world.start();
            ConfigMap owner = create(world, "owner");
            world.environment.advance(WAIT);
            ConfigMap foreign = map("child", owner);
            world.create(
                    CoreV1.CONFIG_MAPS, foreign.withMetadata(foreign.metadata().withNamespace("elsewhere")));
            world.environment.advance(WAIT);
            assertThat(names(world, CoreV1.CONFIG_MAPS)).containsExactly("owner");
            assertThat(world.events()).anyMatch(event -> event.startsWith("Warning OwnerRefInvalidNamespace"));
        });
    }

    @Test
    void clusterScopedOwnerHoldsNamespacedDependents() throws Exception {
        simulate(5, world -> {
            world.start();
            Node node = world.create(CoreV1.NODES, Node.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("n")));
            ConfigMap owned = map("child");
            world.create(
                    CoreV1.CONFIG_MAPS,
                    owned.withMetadata(
                            owned.metadata().withOwnerReferences(List.of(Owners.controllerReference(node)))));
            world.environment.advance(WAIT);
            assertThat(names(world, CoreV1.CONFIG_MAPS)).containsExactly("child");
            world.client.of(CoreV1.NODES).delete(ObjectKey.of(node));
            world.environment.advance(WAIT);
            assertThat(names(world, CoreV1.CONFIG_MAPS)).isEmpty();
        });
    }

    @Test
    void deletedDeploymentTakesSetsAndPodsAlong() throws Exception {
        simulate(5, world -> {
            world.add("deployment-controller", context -> DeploymentController.create(context, 5))
                    .add("replicaset-controller", context -> ReplicaSetController.create(context, 5))
                    .addNodes()
                    .start();
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 5));
            world.environment.advance(WAIT);
            assertThat(world.all(CoreV1.PODS)).hasSize(5);
            world.client
                    .of(AppsV1.DEPLOYMENTS)
                    .delete(
                            new ObjectKey(Objects.NAMESPACE, "web"),
                            DeleteOptions.EMPTY.withPropagationPolicy("Background"));
            world.environment.advance(WAIT);
            assertThat(world.all(AppsV1.DEPLOYMENTS)).isEmpty();
            assertThat(world.all(AppsV1.REPLICA_SETS)).isEmpty();
            assertThat(world.all(CoreV1.PODS)).isEmpty();
        });
    }

    @Test
    void idleClusterIsLeftAlone() throws Exception {
        simulate(2, world -> {
            world.start();
            ConfigMap owner = create(world, "owner");
            create(world, "child", owner);
            world.settle();
            world.client.takeCalls();
            world.environment.advance(Duration.ofHours(1));
            assertThat(world.client.takeCalls()).isEmpty();
        });
    }
}
