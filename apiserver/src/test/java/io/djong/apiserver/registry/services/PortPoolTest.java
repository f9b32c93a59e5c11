package io.djong.apiserver.registry.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.core.v1.RangeAllocation;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.VirtualEnvironment;
import io.djong.store.memory.MemoryStore;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Node ports in a store that several servers share, and their repair.
final class PortPoolTest {
    private interface Body {
        void run(MemoryStore store) throws Exception;
    }

    private static void run(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                try (var store = new MemoryStore(environment)) {
                    body.run(store);
                }
            });
        }
    }

    private static PortPool pool(MemoryStore store) {
        return new PortPool(30_000, 32_767, new PortLedger(store, "30000-32767"), new Random(1));
    }

    private static Service service(String name, int... ports) {
        var all = java.util.Arrays.stream(ports)
                .mapToObj(port -> ServicePort.EMPTY.withProtocol("TCP").withNodePort(port))
                .toList();
        return Service.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(name)).withSpec(ServiceSpec.EMPTY.withPorts(all));
    }

    @Test
    void aPortThatAnotherServerTookIsTaken() throws Exception {
        run(store -> {
            var one = pool(store);
            var other = pool(store);
            assertThat(one.take(30_005)).isTrue();
            assertThat(other.take(30_005)).isFalse();
            other.release(List.of(30_005));
            assertThat(one.holds(30_005)).isFalse();
        });
    }

    @Test
    void whatIsStoredIsUpstreamsForm() throws Exception {
        run(store -> {
            var pool = pool(store);
            pool.take(30_000);
            pool.take(30_009);
            var entry = Objects.requireNonNull(store.get("/registry/ranges/servicenodeports"));
            var stored = Protobuf.read(RangeAllocation.TYPE, entry.value());
            assertThat(stored.range()).isEqualTo("30000-32767");
            assertThat(stored.data().shared()).containsExactly(2, 1);
        });
    }

    @Test
    void anyPortComesFromTheUpperPartWhileThereIsRoom() throws Exception {
        run(store -> {
            var pool = pool(store);
            var given = new HashSet<Integer>();
            for (int i = 0; i < 50; i++) {
                given.add(pool.takeAny());
            }
            assertThat(given).hasSize(50).allMatch(port -> port >= 30_086);
        });
    }

    @Test
    void whatServicesHaveIsTakenAndTheirFaultsAreTold() throws Exception {
        run(store -> {
            var pool = pool(store);
            var repair = new PortRepair(pool);
            assertThat(repair.round(List.of(service("a", 30_001)))).isEmpty();
            assertThat(pool.holds(30_001)).isTrue();
            var complaints = repair.round(List.of(service("a", 30_001), service("b", 30_001, 9, 30_002)));
            assertThat(complaints)
                    .extracting(each -> each.service().metadata().name() + " " + each.reason() + ": " + each.note())
                    .containsExactly(
                            "b PortAlreadyAllocated: Port 30001 was assigned to multiple services; please recreate"
                                    + " service",
                            "b PortOutOfRange: Port 9 is not within the port range 30000-32767; please recreate service",
                            "b PortNotAllocated: Port 30002 is not allocated; repairing");
        });
    }

    @Test
    void aPortThatNobodyHasIsGivenBackInTheThirdRound() throws Exception {
        run(store -> {
            var pool = pool(store);
            var repair = new PortRepair(pool);
            pool.take(30_003);
            repair.round(List.of());
            repair.round(List.of());
            assertThat(pool.holds(30_003)).isTrue();
            repair.round(List.of());
            assertThat(pool.holds(30_003)).isFalse();
        });
    }
}
