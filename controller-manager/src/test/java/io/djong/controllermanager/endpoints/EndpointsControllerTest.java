package io.djong.controllermanager.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.controllermanager.replicaset.ReplicaSetController;
import io.djong.controllermanager.world.Objects;
import io.djong.controllermanager.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointsControllerTest {
    private static final int SEEDS = 20;

    private static World with(World world) {
        return world.add("replicaset-controller", context -> ReplicaSetController.create(context, 5))
                .add("endpoint-controller", context -> EndpointsController.create(context, EndpointsOptions.DEFAULTS))
                .addNodes();
    }

    private static List<String> addresses(World world) throws Exception {
        return world.get(CoreV1.ENDPOINTS, "web").subsets().stream()
                .flatMap(subset -> subset.addresses().stream())
                .map(EndpointAddress::ip)
                .sorted()
                .toList();
    }

    private static List<String> podAddresses(World world) throws Exception {
        return world.all(CoreV1.PODS).stream()
                .map(pod -> pod.status().podIP())
                .sorted()
                .toList();
    }

    @Test
    void followsItsPods() throws Exception {
        World.simulate(SEEDS, world -> {
            with(world).start();
            world.create(CoreV1.SERVICES, Objects.service("web", 80));
            world.create(AppsV1.REPLICA_SETS, Objects.replicaSet("web", 5));
            world.settle();
            assertThat(addresses(world)).hasSize(5).isEqualTo(podAddresses(world));
            world.edit(
                    AppsV1.REPLICA_SETS, "web", set -> set.withSpec(set.spec().withReplicas(2)));
            world.settle();
            assertThat(addresses(world)).hasSize(2).isEqualTo(podAddresses(world));
        });
    }

    @Test
    void goesWithItsServiceAndComesBackAsLongAsThatIsThere() throws Exception {
        World.simulate(SEEDS, world -> {
            world.create(CoreV1.ENDPOINTS, Endpoints.EMPTY.withMetadata(Objects.meta("left-over")));
            with(world).start();
            world.create(CoreV1.SERVICES, Objects.service("web", 80));
            world.settle();
            assertThat(names(world)).containsExactly("web");
            world.client.of(CoreV1.ENDPOINTS).delete(new ObjectKey(Objects.NAMESPACE, "web"));
            world.settle();
            assertThat(names(world)).containsExactly("web");
            world.client.of(CoreV1.SERVICES).delete(new ObjectKey(Objects.NAMESPACE, "web"));
            world.settle();
            assertThat(names(world)).isEmpty();
        });
    }

    private static List<String> names(World world) throws Exception {
        return world.all(CoreV1.ENDPOINTS).stream()
                .map(endpoints -> endpoints.metadata().name())
                .toList();
    }
}
