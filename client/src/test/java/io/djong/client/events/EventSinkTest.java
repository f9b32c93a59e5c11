package io.djong.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.fake.Refusals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSinkTest {
    private static final class World {
        final VirtualEnvironment environment;
        final FakeKubeClient client;
        final EventRecorder recorder;

        World(VirtualEnvironment environment) throws Exception {
            this.environment = environment;
            client = new FakeKubeClient(environment);
            var sink = new EventSink("test", environment, client.of(CoreV1.EVENTS));
            recorder = sink.recorder("test-controller", "");
            sink.start();
        }

        List<Event> events() throws Exception {
            environment.settle(Duration.ofMinutes(5));
            return client.of(CoreV1.EVENTS).list(ListQuery.ALL).items();
        }
    }

    private interface Body {
        void run(World world) throws Exception;
    }

    private static void simulate(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(5)) {
            environment.run(() -> body.run(new World(environment)));
        }
    }

    private static final ConfigMap OBJECT = ConfigMap.EMPTY.withMetadata(
            ObjectMeta.EMPTY.withNamespace("demo").withName("thing").withUid("uid-1"));

    @Test
    void eventSaysWhoWhatAndWhen() throws Exception {
        simulate(world -> {
            world.recorder.warning(OBJECT, "Broken", "it is broken");
            Event event = world.events().getFirst();
            assertThat(event.metadata().name()).matches("thing\\.[0-9a-f]{16}");
            assertThat(event.metadata().namespace()).isEqualTo("demo");
            assertThat(event.type()).isEqualTo("Warning");
            assertThat(event.reason()).isEqualTo("Broken");
            assertThat(event.message()).isEqualTo("it is broken");
            assertThat(event.count()).isEqualTo(1);
            assertThat(event.firstTimestamp()).isEqualTo(VirtualEnvironment.BEGINNING);
            assertThat(event.lastTimestamp()).isEqualTo(VirtualEnvironment.BEGINNING);
            assertThat(event.source().component()).isEqualTo("test-controller");
            assertThat(event.reportingComponent()).isEqualTo("test-controller");
            assertThat(event.involvedObject().kind()).isEqualTo("ConfigMap");
            assertThat(event.involvedObject().apiVersion()).isEqualTo("v1");
            assertThat(event.involvedObject().uid()).isEqualTo("uid-1");
        });
    }

    @Test
    void sameEventIsCounted() throws Exception {
        simulate(world -> {
            for (int i = 0; i < 3; i++) {
                world.recorder.normal(OBJECT, "Again", "once more");
                world.environment.advance(Duration.ofSeconds(1));
            }
            assertThat(world.events()).hasSize(1);
            Event event = world.events().getFirst();
            assertThat(event.count()).isEqualTo(3);
            assertThat(event.firstTimestamp()).isEqualTo(VirtualEnvironment.BEGINNING);
            assertThat(event.lastTimestamp()).isEqualTo(VirtualEnvironment.BEGINNING.plusSeconds(2));
        });
    }

    @Test
    void expiredEventIsMadeAnewWhenItHappensAgain() throws Exception {
        simulate(world -> {
            world.recorder.normal(OBJECT, "Again", "once more");
            Event first = world.events().getFirst();
            world.client.of(CoreV1.EVENTS).delete(ObjectKey.of(first));
            world.recorder.normal(OBJECT, "Again", "once more");
            assertThat(world.events()).hasSize(1);
            assertThat(world.events().getFirst().count()).isEqualTo(2);
        });
    }

    @Test
    void manySimilarEventsAreCombined() throws Exception {
        simulate(world -> {
            for (int i = 0; i < 15; i++) world.recorder.normal(OBJECT, "Different", "number " + i);
            List<Event> events = world.events();
            assertThat(events).hasSize(10);
            Event combined = events.stream()
                    .filter(event -> event.message().startsWith("(combined from similar events): "))
                    .findFirst()
                    .orElseThrow();
            assertThat(combined.message()).isEqualTo("(combined from similar events): number 14");
            assertThat(combined.count()).isEqualTo(6);
        });
    }

    @Test
    void objectWithTooManyEventsIsNotHeardForAWhile() throws Exception {
        simulate(world -> {
            for (int i = 0; i < 40; i++) world.recorder.normal(OBJECT, "Reason" + i, "text");
            assertThat(world.events()).hasSize(25);
            world.recorder.normal(OBJECT.withMetadata(OBJECT.metadata().withUid("uid-2")), "Other", "another object");
            assertThat(world.events()).hasSize(26);
            world.environment.advance(Duration.ofMinutes(5));
            world.recorder.normal(OBJECT, "Later", "heard again");
            assertThat(world.events()).hasSize(27);
        });
    }

    @Test
    void undeliveredEventIsTriedAgainButNotForEver() throws Exception {
        simulate(world -> {
            int[] calls = {0};
            world.client.failOn(call -> {
                calls[0]++;
                if (calls[0] <= 3) throw new ApiException.Unreachable("no answer", true, null);
            });
            world.recorder.normal(OBJECT, "First", "text");
            assertThat(world.events()).hasSize(1);
            world.client.failOn(call -> {
                if (call.startsWith("create")) {
                    calls[0]++;
                    throw new ApiException.Unreachable("no answer", true, null);
                }
            });
            calls[0] = 0;
            world.recorder.normal(OBJECT, "Second", "text");
            assertThat(world.events()).hasSize(1);
            assertThat(calls[0]).isEqualTo(12);
        });
    }

    @Test
    void refusedEventIsDropped() throws Exception {
        simulate(world -> {
            int[] calls = {0};
            world.client.failOn(call -> {
                if (!call.startsWith("create")) return;
                calls[0]++;
                throw Refusals.of(403, "Forbidden", "no");
            });
            world.recorder.normal(OBJECT, "First", "text");
            assertThat(world.events()).isEmpty();
            assertThat(calls[0]).isEqualTo(1);
        });
    }
}
