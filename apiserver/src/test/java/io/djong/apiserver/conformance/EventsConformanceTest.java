package io.djong.apiserver.conformance;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.events.v1.Event;
import io.djong.api.types.events.v1.EventSeries;
import io.djong.api.types.events.v1.EventsV1;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Area C2 of upstream's conformance suite: both views of the same events.
final class EventsConformanceTest {
    private static final ObjectKey KEY = new ObjectKey("default", "event-test");
    private static final ListQuery MARKED = ListQuery.ALL.withLabelSelector("testevent-constant=true");

    private static Event event(String name) throws Exception {
        return object(Event.TYPE, """
                {"metadata":{"name":"%s","namespace":"default","labels":{"testevent-constant":"true"}},
                  "regarding":{"namespace":"default"},"note":"This is a test","reason":"Test","action":"Do",
                  "type":"Normal","eventTime":"2017-09-19T13:49:16.000000Z","reportingController":"test-controller",
                  "reportingInstance":"test-node"}""".formatted(name));
    }

    private static io.djong.api.types.core.v1.Event old(String name) throws Exception {
        return object(io.djong.api.types.core.v1.Event.TYPE, """
                {"metadata":{"name":"%s","namespace":"default","labels":{"testevent-constant":"true"}},
                  "message":"This is a test event","reason":"Test","type":"Normal","count":1,
                  "involvedObject":{"namespace":"default"}}""".formatted(name));
    }

    private static <T extends KubeObject> List<String> names(ResourceClient<T> events, ListQuery query)
            throws Exception {
        return events.list(query).items().stream()
                .map(event -> event.metadata().name())
                .toList();
    }

    @Test
    @DisplayName(
            "[sig-instrumentation] Events API should ensure that an event can be fetched, patched, deleted, and listed")
    void lifecycle() throws Exception {
        VirtualServer.run(server -> {
            var events = server.admin().of(EventsV1.EVENTS);
            var core = server.admin().of(CoreV1.EVENTS);
            var made = events.create(event("event-test"));
            assertThat(names(events, MARKED)).containsExactly("event-test");
            assertThat(names(events, MARKED.withNamespace("default"))).containsExactly("event-test");
            var here = ListQuery.in("default");
            assertThat(names(core, here.withFieldSelector("source=test-controller")))
                    .containsExactly("event-test");
            assertThat(names(events, here.withFieldSelector("reportingController=test-controller")))
                    .containsExactly("event-test");
            events.patch(
                    KEY,
                    PatchType.STRATEGIC,
                    "{\"series\":{\"count\":2,\"lastObservedTime\":\"2017-09-19T13:49:11.000000Z\"}}".getBytes(UTF_8));
            var patched = events.get(KEY);
            var series = new EventSeries(2, Instant.ofEpochSecond(1_505_828_951));
            assertThat(patched).isEqualTo(made.withMetadata(patched.metadata()).withSeries(series));
            var wanted = patched.withSeries(new EventSeries(100, Instant.ofEpochSecond(1_505_828_956)));
            events.update(wanted);
            var updated = events.get(KEY);
            assertThat(updated).isEqualTo(wanted.withMetadata(updated.metadata()));
            events.delete(KEY);
            assertThat(names(events, MARKED)).isEmpty();
            assertThat(names(core, MARKED.withNamespace("default"))).isEmpty();
        });
    }

    @Test
    @DisplayName("[sig-instrumentation] Events API should delete a collection of events")
    void collection() throws Exception {
        VirtualServer.run(server -> {
            var events = server.admin().of(EventsV1.EVENTS);
            for (var name : new String[] {"test-event-1", "test-event-2", "test-event-3"}) {
                events.create(event(name));
            }
            assertThat(names(events, MARKED)).hasSize(3);
            events.deleteCollection(MARKED.withNamespace("default"), DeleteOptions.EMPTY);
            assertThat(names(events, MARKED)).isEmpty();
        });
    }

    @Test
    @DisplayName("[sig-instrumentation] Events should delete a collection of events")
    void coreCollection() throws Exception {
        VirtualServer.run(server -> {
            var events = server.admin().of(CoreV1.EVENTS);
            for (var name : new String[] {"test-event-1", "test-event-2", "test-event-3"}) {
                events.create(old(name));
            }
            assertThat(names(events, MARKED)).hasSize(3);
            events.deleteCollection(MARKED.withNamespace("default"), DeleteOptions.EMPTY);
            assertThat(names(events, MARKED)).isEmpty();
        });
    }

    @Test
    @DisplayName("[sig-instrumentation] Events should manage the lifecycle of an event")
    void coreLifecycle() throws Exception {
        VirtualServer.run(server -> {
            var events = server.admin().of(CoreV1.EVENTS);
            events.create(old("event-test"));
            assertThat(names(events, MARKED)).containsExactly("event-test");
            events.patch(KEY, PatchType.STRATEGIC, "{\"message\":\"patched\"}".getBytes(UTF_8));
            var patched = events.get(KEY);
            assertThat(patched.message()).isEqualTo("patched");
            var series = new io.djong.api.types.core.v1.EventSeries(100, Instant.ofEpochSecond(1_505_828_956));
            var wanted = patched.withSeries(series)
                    .withMetadata(patched.metadata().withResourceVersion("").withManagedFields(List.of()));
            events.update(wanted);
            var updated = events.get(KEY);
            assertThat(updated).isEqualTo(wanted.withMetadata(updated.metadata()));
            events.delete(KEY);
            assertThat(names(events, MARKED)).isEmpty();
        });
    }
}
