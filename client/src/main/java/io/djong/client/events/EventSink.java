package io.djong.client.events;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.EventSource;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.lifecycle.Service;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Writes the events of one component, correlated as [EventCorrelator] says and delivered as [Delivery] does.
///
/// Source: client-go `tools/record/event.go`.
public final class EventSink extends Service {
    private final Environment environment;
    private final ResourceClient<Event> client;
    private final EventCorrelator correlator;
    private final EventNames names;
    private final Delivery<Event> delivery;

    /// @param component names the sink in logs
    public EventSink(String component, Environment environment, ResourceClient<Event> client) {
        super(component + "-events");
        this.environment = environment;
        this.client = client;
        this.correlator = new EventCorrelator(environment);
        this.names = new EventNames(environment);
        this.delivery = new Delivery<>(
                name(), environment, event -> correlator.correlate(event).map(outcome -> () -> write(outcome)));
    }

    /// A recorder whose events name this source.
    ///
    /// @param component `replicaset-controller`, `kubelet` …
    /// @param host the node's name for a node's components, else ""
    public EventRecorder recorder(String component, String host) {
        return new EventRecorder() {
            @Override
            public void record(ObjectReference about, String type, String reason, String message) {
                delivery.offer(make(component, host, about, type, reason, message));
            }

            @Override
            public void annotated(
                    ObjectReference about,
                    Map<String, String> annotations,
                    String type,
                    String reason,
                    String message) {
                var event = make(component, host, about, type, reason, message);
                delivery.offer(event.withMetadata(event.metadata().withAnnotations(annotations)));
            }
        };
    }

    private Event make(
            String component, String host, ObjectReference about, String type, String reason, String message) {
        Instant now = environment.clock().instant();
        String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
        return Event.EMPTY
                .withMetadata(
                        ObjectMeta.EMPTY.withName(names.next(about.name(), now)).withNamespace(namespace))
                .withInvolvedObject(about)
                .withReason(reason)
                .withMessage(message)
                .withSource(new EventSource(component, host))
                .withFirstTimestamp(now.truncatedTo(ChronoUnit.SECONDS))
                .withLastTimestamp(now.truncatedTo(ChronoUnit.SECONDS))
                .withCount(1)
                .withType(type)
                .withReportingComponent(component)
                .withReportingInstance(host);
    }

    @Override
    protected void onStart() {
        delivery.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        delivery.stop();
    }

    private void write(EventCorrelator.Outcome outcome) throws ApiException, InterruptedException {
        Event event = outcome.event();
        correlator.stored(outcome.key(), outcome.known() ? patchOrCreate(event) : client.create(event));
    }

    private Event patchOrCreate(Event event) throws ApiException, InterruptedException {
        try {
            return client.patch(ObjectKey.of(event), PatchType.STRATEGIC, EventPatch.of(event));
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
            // It has expired in the meantime.
            return client.create(event.withMetadata(event.metadata().withResourceVersion("")));
        }
    }
}
