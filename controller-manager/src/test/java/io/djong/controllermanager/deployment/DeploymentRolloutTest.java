package io.djong.controllermanager.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentStrategy;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.controllermanager.podcontrol.PodStates;
import io.djong.controllermanager.replicaset.ReplicaSetController;
import io.djong.controllermanager.world.Objects;
import io.djong.controllermanager.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The deployment's and the replica set's controllers together, with nodes that run the pods.
class DeploymentRolloutTest {
    private static void simulate(int seeds, World.Body body) throws Exception {
        World.simulate(seeds, world -> {
            world.add("deployment-controller", context -> DeploymentController.create(context, 5))
                    .add("replicaset-controller", context -> ReplicaSetController.create(context, 5))
                    .addNodes()
                    .start();
            body.run(world);
        });
    }

    private static List<Pod> activePods(World world) throws Exception {
        return world.all(CoreV1.PODS).stream().filter(PodStates::isActive).toList();
    }

    private static void assertComplete(World world, int replicas, String image) throws Exception {
        Deployment deployment = world.get(AppsV1.DEPLOYMENTS, "web");
        assertThat(deployment.status().readyReplicas()).isEqualTo(replicas);
        assertThat(deployment.status().updatedReplicas()).isEqualTo(replicas);
        assertThat(deployment.status().availableReplicas()).isEqualTo(replicas);
        assertThat(deployment.status().replicas()).isEqualTo(replicas);
        assertThat(deployment.status().unavailableReplicas()).isZero();
        assertThat(deployment.status().observedGeneration())
                .isEqualTo(deployment.metadata().generation());
        assertThat(activePods(world))
                .hasSize(replicas)
                .allMatch(pod -> pod.spec().containers().getFirst().image().equals(image));
    }

    @Test
    void hundredPodsBecomeReady() throws Exception {
        simulate(5, world -> {
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 100));
            world.settle();
            assertComplete(world, 100, "image:1");
            Deployment deployment = world.get(AppsV1.DEPLOYMENTS, "web");
            assertThat(deployment.metadata().annotations()).containsEntry("deployment.kubernetes.io/revision", "1");
            var progressing = Progress.find(deployment.status().conditions(), "Progressing");
            assertThat(progressing).isNotNull();
            if (progressing != null) assertThat(progressing.reason()).isEqualTo("NewReplicaSetAvailable");
            ReplicaSet set = world.all(AppsV1.REPLICA_SETS).getFirst();
            assertThat(world.events())
                    .contains("Normal ScalingReplicaSet Scaled up replica set "
                            + set.metadata().name() + " from 0 to 100")
                    .anyMatch(event -> event.startsWith("Normal SuccessfulCreate"));
        });
    }

    @Test
    void rollsToANewImageWithoutGoingBelowTheMinimum() throws Exception {
        simulate(10, world -> {
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 10, "3", "2"));
            world.settle();
            world.edit(AppsV1.DEPLOYMENTS, "web", deployment -> Objects.withImage(deployment, "image:2"));
            for (int i = 0; i < 100; i++) {
                world.environment.advance(Duration.ofMillis(100));
                List<Pod> active = activePods(world);
                assertThat(active.size()).isLessThanOrEqualTo(13);
                assertThat(active.stream().filter(PodStates::isReady).count()).isGreaterThanOrEqualTo(8);
            }
            world.settle();
            assertComplete(world, 10, "image:2");
            assertThat(world.all(AppsV1.REPLICA_SETS)).hasSize(2);
            assertThat(world.get(AppsV1.DEPLOYMENTS, "web").metadata().annotations())
                    .containsEntry("deployment.kubernetes.io/revision", "2");
        });
    }

    @Test
    void undoneRolloutUsesTheOldSetAgainAsANewRevision() throws Exception {
        simulate(3, world -> {
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 3));
            world.settle();
            ReplicaSet first = world.all(AppsV1.REPLICA_SETS).getFirst();
            world.edit(AppsV1.DEPLOYMENTS, "web", deployment -> Objects.withImage(deployment, "image:2"));
            world.settle();
            world.edit(AppsV1.DEPLOYMENTS, "web", deployment -> Objects.withImage(deployment, "image:1"));
            world.settle();
            assertComplete(world, 3, "image:1");
            assertThat(world.all(AppsV1.REPLICA_SETS)).hasSize(2);
            ReplicaSet again = world.get(AppsV1.REPLICA_SETS, first.metadata().name());
            assertThat(again.spec().replicas()).isEqualTo(3);
            assertThat(again.metadata().annotations())
                    .containsEntry("deployment.kubernetes.io/revision", "3")
                    .containsEntry("deployment.kubernetes.io/revision-history", "1");
        });
    }

    @Test
    void rolloutToABrokenImageStopsAndSaysSoAfterItsDeadline() throws Exception {
        simulate(3, world -> {
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 4, "1", "0"));
            world.settle();
            world.onNode(Objects::unready);
            world.edit(AppsV1.DEPLOYMENTS, "web", deployment -> Objects.withImage(deployment, "image:broken"));
            world.settle();
            Deployment deployment = world.get(AppsV1.DEPLOYMENTS, "web");
            assertThat(deployment.status().availableReplicas()).isEqualTo(4);
            assertThat(deployment.status().updatedReplicas()).isEqualTo(1);
            var progressing = Progress.find(deployment.status().conditions(), "Progressing");
            assertThat(progressing).isNotNull();
            if (progressing != null) {
                assertThat(progressing.status()).isEqualTo("False");
                assertThat(progressing.reason()).isEqualTo("ProgressDeadlineExceeded");
            }
        });
    }

    @Test
    void recreateEndsAllOldPodsBeforeTheFirstNewOne() throws Exception {
        simulate(5, world -> {
            Deployment deployment = Objects.deployment("web", 4);
            world.create(
                    AppsV1.DEPLOYMENTS,
                    deployment.withSpec(deployment.spec().withStrategy(DeploymentStrategy.EMPTY.withType("Recreate"))));
            world.settle();
            world.edit(AppsV1.DEPLOYMENTS, "web", old -> Objects.withImage(old, "image:2"));
            for (int i = 0; i < 200; i++) {
                world.environment.advance(Duration.ofMillis(10));
                long images = world.all(CoreV1.PODS).stream()
                        .map(pod -> pod.spec().containers().getFirst().image())
                        .distinct()
                        .count();
                assertThat(images).isLessThanOrEqualTo(1);
            }
            world.settle();
            assertComplete(world, 4, "image:2");
        });
    }

    @Test
    void pausedDeploymentIsScaledButNotRolled() throws Exception {
        simulate(3, world -> {
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 2));
            world.settle();
            world.edit(
                    AppsV1.DEPLOYMENTS,
                    "web",
                    old -> Objects.withImage(old, "image:2")
                            .withSpec(Objects.withImage(old, "image:2")
                                    .spec()
                                    .withPaused(true)
                                    .withReplicas(5)));
            world.settle();
            assertThat(activePods(world))
                    .hasSize(5)
                    .allMatch(pod -> pod.spec().containers().getFirst().image().equals("image:1"));
            world.edit(AppsV1.DEPLOYMENTS, "web", old -> old.withSpec(old.spec().withPaused(false)));
            world.settle();
            assertComplete(world, 5, "image:2");
        });
    }

    @Test
    void deletedPodIsReplacedAndOneTooManyIsDeleted() throws Exception {
        simulate(5, world -> {
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 3));
            world.settle();
            Pod victim = activePods(world).getFirst();
            world.client.of(CoreV1.PODS).delete(ObjectKey.of(victim));
            world.settle();
            assertThat(activePods(world))
                    .hasSize(3)
                    .noneMatch(
                            pod -> pod.metadata().uid().equals(victim.metadata().uid()));
            // An orphan that matches is adopted, and then there is one too many.
            world.create(
                    CoreV1.PODS,
                    victim.withMetadata(
                            Objects.meta("orphan").withLabels(victim.metadata().labels())));
            world.settle();
            assertThat(activePods(world)).hasSize(3);
        });
    }

    @Test
    void historyIsKeptToItsLimit() throws Exception {
        simulate(2, world -> {
            Deployment deployment = Objects.deployment("web", 1);
            world.create(
                    AppsV1.DEPLOYMENTS, deployment.withSpec(deployment.spec().withRevisionHistoryLimit(2)));
            world.settle();
            for (int i = 2; i < 7; i++) {
                String image = "image:" + i;
                world.edit(AppsV1.DEPLOYMENTS, "web", old -> Objects.withImage(old, image));
                world.settle();
            }
            assertThat(world.all(AppsV1.REPLICA_SETS))
                    .extracting(Annotations::revision)
                    .containsExactlyInAnyOrder(4L, 5L, 6L);
        });
    }

    /// Dropped watches, compactions and edits at any moment end in the same healthy state, and never in more
    /// creations than pods were ever wanted.
    @Test
    void everySeedEndsHealthy() throws Exception {
        simulate(40, world -> {
            world.create(AppsV1.DEPLOYMENTS, Objects.deployment("web", 6));
            var random = world.environment.random();
            String image = "image:1";
            int wanted = 6;
            for (int i = 0; i < 25; i++) {
                switch (random.nextInt(6)) {
                    case 0 -> world.client.dropWatches();
                    case 1 -> {
                        world.client.compact();
                        world.client.dropWatches();
                    }
                    case 2 -> {
                        image = "image:" + random.nextInt(3);
                        String next = image;
                        world.edit(AppsV1.DEPLOYMENTS, "web", old -> Objects.withImage(old, next));
                    }
                    case 3 -> {
                        wanted = random.nextInt(12);
                        int next = wanted;
                        world.edit(
                                AppsV1.DEPLOYMENTS,
                                "web",
                                old -> old.withSpec(old.spec().withReplicas(next)));
                    }
                    default -> world.environment.advance(Duration.ofMillis(random.nextInt(3000)));
                }
                assertThat(activePods(world).size()).isLessThanOrEqualTo(12 + 3);
            }
            world.environment.advance(Duration.ofMinutes(10));
            world.settle();
            assertComplete(world, wanted, image);
        });
    }
}
