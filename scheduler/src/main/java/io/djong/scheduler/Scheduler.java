package io.djong.scheduler;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.events.v1.EventsV1;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.events.ActionRecorder;
import io.djong.client.events.ActionSink;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.scheduler.profile.PluginContext;
import io.djong.scheduler.profile.PluginRegistry;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.profile.ProfileConfig;
import io.djong.scheduler.profile.Profiles;
import io.djong.scheduler.queue.QueueMetrics;
import io.djong.scheduler.queue.SchedulingQueue;
import io.djong.scheduler.snapshot.ClusterCache;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scheduler: the door of this module.
///
/// ## Promises
/// - Every pod without a node whose `spec.schedulerName` is one of the profiles' gets a node, by
/// `pods/binding`, or an
///   event and a `PodScheduled` condition that say why not, in upstream's words; and is tried again when something
///   happens that may help, and every five minutes.
/// - No node is given more than it has, as far as this scheduler has heard. Two schedulers at once may, and
/// the kubelet
///   then refuses: run one, or elect a leader.
/// - Pods of higher priority go first.
/// - What it cannot honour it refuses: a pod that needs a plug-in that is not built stays unscheduled and says so.
/// - The same seed, events and answers give the same placements.
///
/// Starts before the server can be reached; schedules when it has heard of all nodes and pods. What
/// was decided but not bound when it stops is decided again by the next one.
public final class Scheduler extends Service {
    private static final String TERMINAL_PODS_EXCLUDED = "status.phase!=Succeeded,status.phase!=Failed";

    private final Environment environment;
    private final InformerFactory informers;
    private final SchedulingQueue queue;
    private final SchedulingCycle cycle;
    private final DisruptionBudgets budgets;
    private final List<Service> helpers = new ArrayList<>();
    private @Nullable Thread loop;

    /// A scheduler that is not started.
    ///
    /// @param client reads and writes as `system:kube-scheduler`
    public Scheduler(Environment environment, KubeClient client, SchedulerConfig config, MetricRegistry metrics) {
        super("scheduler");
        this.environment = environment;
        this.informers = new InformerFactory(environment, client);
        ResourceIndex resources = new ResourceIndex();
        ClusterCache cache = new ClusterCache(resources);
        Informer<Pod> pods = informers.informer(CoreV1.PODS, ListQuery.ALL.withFieldSelector(TERMINAL_PODS_EXCLUDED));
        Informer<Node> nodes = informers.informer(CoreV1.NODES);

        Map<String, Profile> profiles = new LinkedHashMap<>();
        Map<String, ActionRecorder> recorders = new LinkedHashMap<>();
        var events = new ActionSink("scheduler", environment, client.of(EventsV1.EVENTS));
        budgets = new DisruptionBudgets(client, informers);
        var registry =
                new PluginRegistry(new PluginContext(resources, client, informers, budgets, environment.random()));
        for (ProfileConfig profile : config.profiles()) {
            String name = profile.schedulerName();
            profiles.put(name, Profiles.make(profile, registry));
            recorders.put(name, events.recorder(name, config.host().isEmpty() ? name : name + "-" + config.host()));
        }
        queue = new SchedulingQueue(
                environment, config.queue(), List.copyOf(profiles.values()), new QueueMetrics(metrics));
        SchedulerMetrics.observe(metrics, cache);
        var statuses = new PodStatusWriter(environment, client, pods.lister(), metrics);
        var parts = new SchedulerParts(
                environment,
                client,
                config,
                profiles,
                recorders,
                resources,
                cache,
                queue,
                new NominatedPods(),
                statuses,
                new SchedulerMetrics(metrics));
        cycle = new SchedulingCycle(parts, pods.lister());
        var news = new ClusterNews(parts);
        nodes.addHandler(news.ofNodes());
        pods.addHandler(news.ofPods());
        helpers.add(events);
        helpers.add(statuses.service());
    }

    @Override
    protected void onStart() throws Exception {
        for (Service helper : helpers) helper.start();
        queue.start();
        informers.start();
        loop = environment.threads().start("scheduler", this::run);
    }

    private void run() {
        try {
            informers.awaitSynced();
            budgets.start();
        } catch (InterruptedException e) {
            return;
        }
        cycle.run();
    }

    @Override
    protected void onStop() throws InterruptedException {
        Thread thread = loop;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        informers.stop();
        queue.stop();
        cycle.stop();
        for (Service helper : helpers.reversed()) helper.stop();
    }

    /// Why it does not schedule yet; null when it does.
    public @Nullable String notReady() {
        return informers.hasSynced() ? null : "informers not synced";
    }
}
