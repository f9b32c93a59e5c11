package io.djong.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.events.v1.Event;
import io.djong.api.types.events.v1.EventSeries;
import io.djong.api.types.events.v1.EventsV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ListQuery;
import io.djong.client.fake.FakeKubeClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionSinkTest {
    private static final ConfigMap OBJECT = ConfigMap.EMPTY.withMetadata(
            ObjectMeta.EMPTY.withNamespace("demo").withName("thing").withUid("uid-1"));

    private static final class World {
        final VirtualEnvironment environment;
        final FakeKubeClient client;
        final ActionRecorder recorder;

        World(VirtualEnvironment environment) throws Exception {
            this.environment = environment;
            client = new FakeKubeClient(environment);
            var sink = new ActionSink("test", environment, client.of(EventsV1.EVENTS));
            recorder = sink.recorder("test-scheduler", "test-scheduler-host");
            sink.start();
        }

        void failed(String note) {
            recorder.record(EventRecorder.referenceTo(OBJECT), null, "Warning", "Failed", "Trying", note);
        }

        List<Event> events() throws Exception {
            environment.awaitIdle();
            return client.of(EventsV1.EVENTS).list(ListQuery.ALL).items();
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

    @Test
    void eventSaysWhoWhatAndWhen() throws Exception {
        simulate(world -> {
            world.failed("no");
            Event event = world.events().getFirst();
            assertThat(event.metadata().name()).matches("thing\\.[0-9a-f]{16}");
            assertThat(event.metadata().namespace()).isEqualTo("demo");
            assertThat(event.action()).isEqualTo("Trying");
            assertThat(event.reason()).isEqualTo("Failed");
            assertThat(event.note()).isEqualTo("no");
            assertThat(event.reportingController()).isEqualTo("test-scheduler");
            assertThat(event.reportingInstance()).isEqualTo("test-scheduler-host");
            assertThat(event.eventTime()).isEqualTo(VirtualEnvironment.BEGINNING);
            assertThat(event.series()).isNull();
        });
    }

    @Test
    void anEventThatHappensAgainIsASeriesThatIsWrittenAtItsEnd() throws Exception {
        simulate(world -> {
            for (int i = 0; i < 5; i++) {
                world.failed("no");
                world.environment.advance(Duration.ofMinutes(1));
            }
            Event begun = world.events().getFirst();
            assertThat(world.events()).hasSize(1);
            assertThat(begun.series()).extracting(EventSeries::count).isEqualTo(2);
            world.environment.advance(Duration.ofMinutes(20));
            assertThat(world.events().getFirst().series())
                    .extracting(EventSeries::count)
                    .isEqualTo(5);
            world.failed("no");
            assertThat(world.events()).as("a new one, as the series has ended").hasSize(2);
        });
    }

    @Test
    void aLongNoteIsCut() {
        String cut = ActionSink.shortened("é".repeat(600));
        assertThat(cut).isEqualTo("é".repeat(510) + " ...");
        assertThat(ActionSink.shortened("short")).isEqualTo("short");
    }
}
