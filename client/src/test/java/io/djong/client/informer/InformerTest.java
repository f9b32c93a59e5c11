package io.djong.client.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ListQuery;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.fake.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InformerTest {
    private static final class World {
        final VirtualEnvironment environment;
        final FakeKubeClient client;
        final Informer<ConfigMap> informer;
        final List<String> heard = new ArrayList<>();

        World(VirtualEnvironment environment, boolean streaming) {
            this.environment = environment;
            client = new FakeKubeClient(environment);
            informer = new Informer<>(
                    environment, client.of(CoreV1.CONFIG_MAPS), ListQuery.ALL, streaming, UnaryOperator.identity());
        }

        ConfigMap create(String name, Map<String, String> data) throws Exception {
            return client.of(CoreV1.CONFIG_MAPS).create(map(name).withData(data));
        }

        void update(String name, Map<String, String> data) throws Exception {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            maps.update(maps.get(key(name)).withData(data));
        }

        void delete(String name) throws Exception {
            client.of(CoreV1.CONFIG_MAPS).delete(key(name));
        }

        void start() throws Exception {
            informer.addHandler(new Recording(heard));
            informer.start();
            informer.awaitSynced();
        }

        List<String> take() throws InterruptedException {
            environment.settle(Duration.ofMinutes(1));
            List<String> result = List.copyOf(heard);
            heard.clear();
            return result;
        }
    }

    private record Recording(List<String> heard) implements Handler<ConfigMap> {
        @Override
        public void added(ConfigMap object, boolean initial) {
            heard.add((initial ? "initial " : "added ") + object.metadata().name() + " " + object.data());
        }

        @Override
        public void updated(ConfigMap before, ConfigMap after) {
            heard.add("updated " + after.metadata().name() + " " + before.data() + " " + after.data());
        }

        @Override
        public void deleted(ConfigMap last) {
            heard.add("deleted " + last.metadata().name() + " " + last.data());
        }
    }

    private interface Body {
        void run(World world) throws Exception;
    }

    private static void simulate(boolean streaming, Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(7)) {
            environment.run(() -> body.run(new World(environment, streaming)));
        }
    }

    private static ObjectKey key(String name) {
        return new ObjectKey("default", name);
    }

    private static ConfigMap map(String name) {
        return ConfigMap.EMPTY.withMetadata(
                ObjectMeta.EMPTY.withNamespace("default").withName(name));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void listsThenFollowsAndTellsInOrder(boolean streaming) throws Exception {
        simulate(streaming, world -> {
            world.create("a", Map.of("n", "1"));
            world.start();
            assertThat(world.take()).containsExactly("initial a {n=1}");
            world.create("b", Map.of());
            world.update("a", Map.of("n", "2"));
            world.delete("b");
            assertThat(world.take()).containsExactly("added b {}", "updated a {n=1} {n=2}", "deleted b {}");
            assertThat(world.informer.lister().all())
                    .extracting(map -> map.metadata().name())
                    .containsExactly("a");
            assertThat(world.informer.lister().get(key("b"))).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void differenceIsToldAfterAGapThatCannotBeResumed(boolean streaming) throws Exception {
        simulate(streaming, world -> {
            world.create("changed", Map.of("n", "1"));
            world.create("gone", Map.of());
            world.create("replaced", Map.of("n", "1"));
            world.create("same", Map.of());
            world.start();
            world.take();
            world.client.failOn(call -> {
                if (call.startsWith("watch")) throw Refusals.of(503, "ServiceUnavailable", "not now");
            });
            world.client.dropWatches();
            world.update("changed", Map.of("n", "2"));
            world.delete("gone");
            world.delete("replaced");
            world.create("replaced", Map.of("n", "2"));
            world.create("new", Map.of());
            world.client.compact();
            world.environment.advance(Duration.ofSeconds(30));
            world.client.failOn(null);
            world.environment.advance(Duration.ofMinutes(2));
            assertThat(world.take())
                    .containsExactlyInAnyOrder(
                            "updated changed {n=1} {n=2}",
                            "deleted gone {}",
                            "deleted replaced {n=1}",
                            "added replaced {n=2}",
                            "added new {}");
        });
    }

    @Test
    void brokenWatchIsResumedWithoutAList() throws Exception {
        simulate(false, world -> {
            world.start();
            world.take();
            world.client.failOn(call -> {
                if (call.startsWith("list")) throw new AssertionError("listed again");
            });
            world.client.dropWatches();
            world.create("a", Map.of());
            assertThat(world.take()).containsExactly("added a {}");
        });
    }

    @Test
    void lateHandlerHearsOfEverythingThatIsThereOnce() throws Exception {
        simulate(false, world -> {
            world.create("a", Map.of());
            world.start();
            world.create("b", Map.of());
            world.take();
            List<String> late = new ArrayList<>();
            Registration registration = world.informer.addHandler(new Recording(late));
            assertThat(registration.hasSynced()).isTrue();
            assertThat(late).containsExactly("initial a {}", "initial b {}");
            world.create("c", Map.of());
            world.take();
            assertThat(late).hasSize(3).last().isEqualTo("added c {}");
            registration.remove();
            world.delete("c");
            world.take();
            assertThat(late).hasSize(3);
        });
    }

    @Test
    void handlerThatThrowsHearsTheNextEvent() throws Exception {
        simulate(false, world -> {
            world.informer.addHandler(new Handler<>() {
                @Override
                public void added(ConfigMap object, boolean initial) {
                    throw new IllegalStateException("a bug of the handler, for the test");
                }

                @Override
                public void updated(ConfigMap before, ConfigMap after) {}

                @Override
                public void deleted(ConfigMap last) {
                    world.heard.add("bad handler heard of " + last.metadata().name());
                }
            });
            world.start();
            world.create("a", Map.of());
            world.delete("a");
            assertThat(world.take()).containsExactly("added a {}", "bad handler heard of a", "deleted a {}");
        });
    }

    @Test
    void indexFollowsChanges() throws Exception {
        simulate(false, world -> {
            world.create("a", Map.of("colour", "red"));
            world.start();
            var index = new Index<ConfigMap>("colour", map -> List.of(map.data().getOrDefault("colour", "none")));
            world.informer.addIndex(index);
            world.informer.addIndex(index);
            world.create("b", Map.of("colour", "red"));
            world.take();
            assertThat(byColour(world, "red")).containsExactly("a", "b");
            world.update("a", Map.of("colour", "blue"));
            world.delete("b");
            world.take();
            assertThat(byColour(world, "red")).isEmpty();
            assertThat(byColour(world, "blue")).containsExactly("a");
        });
    }

    private static List<String> byColour(World world, String colour) {
        return world.informer.lister().byIndex("colour", colour).stream()
                .map(map -> map.metadata().name())
                .toList();
    }

    @Test
    void resyncTellsAgainWithoutAChangeAndDoesNotKeepTheClusterBusy() throws Exception {
        simulate(false, world -> {
            world.create("a", Map.of());
            world.informer.addHandler(new Recording(world.heard), Duration.ofHours(1));
            world.informer.start();
            world.informer.awaitSynced();
            assertThat(world.environment.settle(Duration.ofDays(1))).isTrue();
            world.environment.advance(Duration.ofMinutes(150));
            assertThat(world.heard).containsExactly("initial a {}", "updated a {} {}", "updated a {} {}");
        });
    }

    @Test
    void stoppedInformerLeavesNothingRunning() throws Exception {
        simulate(false, world -> {
            world.start();
            world.informer.stop();
            world.take();
            world.create("a", Map.of());
            assertThat(world.take()).isEmpty();
        });
    }

    /// Any interleaving of writers, broken watches and lost history ends in the server's state, and every handler's
    /// own account of events adds up to it.
    @Test
    void convergesWhateverHappens() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            try (var environment = VirtualEnvironment.sealed(seed)) {
                boolean streaming = seed % 2 == 0;
                environment.run(() -> converge(new World(environment, streaming)));
            }
        }
    }

    private static void converge(World world) throws Exception {
        Map<String, String> account = new TreeMap<>();
        world.informer.addHandler(new Accounting(account));
        world.informer.start();
        var random = world.environment.random();
        for (int i = 0; i < 120; i++) {
            String name = "m" + random.nextInt(6);
            switch (random.nextInt(12)) {
                case 0 -> world.client.dropWatches();
                case 1 -> world.client.compact();
                case 2 -> world.environment.advance(Duration.ofMillis(random.nextInt(5000)));
                default -> change(world, name, Integer.toString(i));
            }
        }
        world.environment.advance(Duration.ofMinutes(5));
        Map<String, String> expected = new TreeMap<>();
        for (ConfigMap map :
                world.client.of(CoreV1.CONFIG_MAPS).list(ListQuery.ALL).items()) {
            expected.put(map.metadata().name(), map.metadata().uid() + map.data());
        }
        assertThat(account).as("seed " + world.environment.seed()).isEqualTo(expected);
        assertThat(world.informer.lister().size()).isEqualTo(expected.size());
    }

    private static void change(World world, String name, String value) throws Exception {
        boolean exists = world.client.of(CoreV1.CONFIG_MAPS).list(ListQuery.ALL).items().stream()
                .anyMatch(map -> map.metadata().name().equals(name));
        if (!exists) {
            world.create(name, Map.of("n", value));
        } else if (world.environment.random().nextInt(3) == 0) {
            world.delete(name);
        } else {
            world.update(name, Map.of("n", value));
        }
    }

    private record Accounting(Map<String, String> account) implements Handler<ConfigMap> {
        @Override
        public void added(ConfigMap object, boolean initial) {
            assertThat(account.put(object.metadata().name(), object.metadata().uid() + object.data()))
                    .isNull();
        }

        @Override
        public void updated(ConfigMap before, ConfigMap after) {
            assertThat(account.put(after.metadata().name(), after.metadata().uid() + after.data()))
                    .isEqualTo(before.metadata().uid() + before.data());
        }

        @Override
        public void deleted(ConfigMap last) {
            assertThat(account.remove(last.metadata().name()))
                    .startsWith(last.metadata().uid());
        }
    }
}
