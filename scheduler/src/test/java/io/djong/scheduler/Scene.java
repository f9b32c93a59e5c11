package io.djong.scheduler;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.informer.InformerFactory;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.profile.PluginContext;
import io.djong.scheduler.profile.PluginRegistry;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.profile.ProfileConfig;
import io.djong.scheduler.profile.Profiles;
import io.djong.scheduler.snapshot.ClusterCache;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.ResourceIndex;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Nodes and pods to decide on, without a cluster.
public final class Scene {
    public final ResourceIndex resources = new ResourceIndex();
    public final ClusterCache cache = new ClusterCache(resources);
    public final Snapshot snapshot = new Snapshot(resources);
    public final RandomGenerator random;
    private final Profile profile;
    private int start;

    public Scene(long seed) {
        this(seed, ProfileConfig.DEFAULT);
    }

    public Scene(long seed, ProfileConfig config) {
        random = new SplittableRandom(seed);
        try (var environment = VirtualEnvironment.open(seed)) {
            profile = profile(environment, config, resources);
        }
    }

    /// A profile of its own, for tests of what needs one.
    public static Profile profile(Environment environment, ProfileConfig config, ResourceIndex resources) {
        var client = new FakeKubeClient(environment);
        var informers = new InformerFactory(environment, client);
        var context = new PluginContext(resources, client, informers, List::of, environment.random());
        return Profiles.make(config, new PluginRegistry(context));
    }

    public Scene nodes(Node... nodes) {
        for (Node node : nodes) cache.setNode(node);
        return this;
    }

    public Scene pods(Pod... pods) {
        for (Pod pod : pods) cache.addPod(pod);
        return this;
    }

    public Decision decide(Pod pod) {
        cache.update(snapshot);
        var view = new SchedulingPlan.View(profile, snapshot, Nominations.NONE, start, 0);
        var outcome = SchedulingPlan.plan(view, info(pod), new CycleState(), random);
        start = outcome.nextStart();
        return outcome.decision();
    }

    /// Decides, and counts with it from then on. The node's name, or the message.
    public String schedule(Pod pod) {
        Decision decision = decide(pod);
        if (decision instanceof Decision.Place place) cache.assume(info(pod), place.node());
        return told(decision);
    }

    /// The node's name, or the message.
    public String place(Pod pod) {
        return told(decide(pod));
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Decision.Place place -> place.node();
            case Decision.Unschedulable none -> none.reason().message();
            case Decision.NoNodes _ -> Decision.NoNodes.MESSAGE;
            case Decision.Failed failed -> failed.status().message();
        };
    }

    public PodInfo info(Pod pod) {
        return PodInfo.of(pod, resources);
    }

    public List<String> order() {
        cache.update(snapshot);
        return snapshot.nodes().stream().map(node -> node.name()).toList();
    }
}
