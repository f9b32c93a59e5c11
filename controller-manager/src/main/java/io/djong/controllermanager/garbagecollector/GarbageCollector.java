package io.djong.controllermanager.garbagecollector;

import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.StartException;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.events.EventRecorder;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.controllermanager.context.ControllerContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The door: the graph, what feeds it, and the two loops that act on it.
public final class GarbageCollector extends Service {
    private static final System.Logger LOG = System.getLogger(GarbageCollector.class.getName());
    /// How often it looks whether the server serves something new.
    private static final Duration SYNC_PERIOD = Duration.ofSeconds(30);

    private final Environment environment;
    private final EventRecorder events;
    private final Graph graph = new Graph();
    private final AbsentOwners absentOwners = new AbsentOwners();
    private final Monitors monitors;
    private final Controller<String> deletions;
    private final Controller<String> orphans;
    private @Nullable Thread beginning;
    private @Nullable Timer syncs;

    private GarbageCollector(ControllerContext context, int workers) {
        super("garbage-collector");
        this.environment = context.environment();
        this.events = context.events();
        this.monitors = new Monitors(context, new Observations());
        Work work = new Queues();
        this.deletions = new Controller<>(
                ControllerOptions.of("garbage_collector_attempt_to_delete", workers),
                environment,
                context.metrics(),
                new CollectionReconciler(context.client(), monitors, graph, absentOwners, work));
        this.orphans = new Controller<>(
                ControllerOptions.of("garbage_collector_attempt_to_orphan", workers),
                environment,
                context.metrics(),
                new OrphanReconciler(environment.threads(), context.client(), monitors, graph));
    }

    /// The collector, not started.
    ///
    /// @param workers objects that are worked on at the same time, in each loop (`--concurrent-gc-syncs`)
    public static Service create(ControllerContext context, int workers) {
        return new GarbageCollector(context, workers);
    }

    @Override
    protected void onStart() throws StartException, InterruptedException {
        deletions.start();
        orphans.start();
        beginning = environment.threads().start("garbage-collector", this::begin);
        syncs = environment.timers().every(SYNC_PERIOD, this::sync);
    }

    private void begin() {
        try {
            monitors.begin();
        } catch (InterruptedException e) {
            // Stopped before it began.
        }
    }

    private void sync() {
        try {
            monitors.sync();
        } catch (ApiException e) {
            LOG.log(System.Logger.Level.DEBUG, "Garbage collector cannot learn what is served: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        Timer timer = syncs;
        if (timer != null) timer.cancel();
        Thread thread = beginning;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        deletions.stop();
        orphans.stop();
    }

    private final class Queues implements Work {
        @Override
        public void take(Effects effects) {
            effects.absent.forEach(absentOwners::add);
            effects.attemptToDelete.forEach(deletions::add);
            effects.attemptToDeleteLater.forEach(uid -> deletions.queue().addRateLimited(uid));
            effects.attemptToOrphan.forEach(orphans::add);
            for (var foreign : effects.foreignOwners) tellForeignOwner(foreign);
        }

        @Override
        public void attemptToDelete(String uid) {
            deletions.add(uid);
        }
    }

    private void tellForeignOwner(Effects.ForeignOwner foreign) {
        Identity dependent = foreign.dependent();
        ObjectReference about = ObjectReference.EMPTY
                .withApiVersion(dependent.apiVersion())
                .withKind(dependent.kind())
                .withNamespace(dependent.namespace())
                .withName(dependent.name())
                .withUid(dependent.uid());
        NodeView owner = graph.node(foreign.ownerUid());
        String named = owner == null ? foreign.ownerUid() : owner.identity().toString();
        events.record(
                about,
                "Warning",
                "OwnerRefInvalidNamespace",
                "ownerRef " + named + " does not exist in namespace \"" + dependent.namespace() + "\"");
    }

    private final class Observations implements Monitors.Listener {
        @Override
        public void observed(Resource<?> resource, @Nullable PartialObjectMetadata before, PartialObjectMetadata now) {
            Identity identity = Identity.of(resource.groupVersion().toString(), resource.kind(), now.metadata());
            new Queues().take(graph.observed(identity, before == null ? null : before.metadata(), now.metadata()));
        }

        @Override
        public void deleted(Resource<?> resource, PartialObjectMetadata last) {
            Identity identity = Identity.of(resource.groupVersion().toString(), resource.kind(), last.metadata());
            new Queues().take(graph.deleted(identity));
        }
    }
}
