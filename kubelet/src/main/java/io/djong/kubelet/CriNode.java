package io.djong.kubelet;

import io.djong.api.types.core.v1.NodeFeatures;
import io.djong.api.types.core.v1.NodeRuntimeHandler;
import io.djong.api.types.core.v1.NodeRuntimeHandlerFeatures;
import io.djong.base.time.Environment;
import io.djong.kubelet.cri.RuntimeCondition;
import io.djong.kubelet.cri.StatusResponse;
import io.djong.kubelet.node.NodeRuntime;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The container runtime as the node's status shows it, and whether it can start pods.
final class CriNode implements NodeRuntime {
    /// How long the answer that all is well may be used again: longer than between two reports of the node's status,
    /// so that no pod's start has to ask.
    private static final Duration TRUSTED = Duration.ofSeconds(15);

    private final Environment environment;
    private final RuntimeService runtime;
    private final ImageService images;
    private volatile String version = "";
    private volatile @Nullable Seen seen;

    /// @param networkProblem null when pods can have a network
    private record Seen(long nanos, Report report, @Nullable String networkProblem) {}

    CriNode(Environment environment, RuntimeService runtime, ImageService images) {
        this.environment = environment;
        this.runtime = runtime;
        this.images = images;
    }

    @Override
    public Report report() throws InterruptedException {
        var now = look();
        seen = now;
        return now.report();
    }

    /// Why pods with a network of their own cannot be started now; null when they can.
    @Nullable
    String networkProblem() {
        var last = seen;
        if (last == null
                || last.networkProblem() != null
                || environment.ticker().nanos() - last.nanos() > TRUSTED.toNanos()) {
            try {
                last = look();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "the kubelet stops";
            }
            seen = last;
        }
        return last.networkProblem();
    }

    private Seen look() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        String network = null;
        NodeFeatures features = null;
        List<NodeRuntimeHandler> handlers = List.of();
        try {
            if (version.isEmpty()) {
                var named = runtime.version();
                version = named.runtimeName() + "://" + named.runtimeVersion();
            }
            var answer = runtime.status(false);
            var status = answer.status();
            features = features(answer);
            handlers = handlers(answer);
            var conditions = status == null ? List.<RuntimeCondition>of() : status.conditions();
            var ready = find(conditions, "RuntimeReady");
            if (ready == null || !ready.status()) {
                problems.add("container runtime not ready: " + text(ready));
            }
            var networkReady = find(conditions, "NetworkReady");
            if (networkReady == null || !networkReady.status()) {
                network = "container runtime network not ready: " + text(networkReady);
                problems.add(network);
            }
        } catch (RpcException e) {
            network = "container runtime is down";
            problems.add(network);
        }
        return new Seen(environment.ticker().nanos(), new Report(version, problems, features, handlers), network);
    }

    private static @Nullable RuntimeCondition find(List<RuntimeCondition> conditions, String type) {
        for (var condition : conditions) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    private static @Nullable NodeFeatures features(StatusResponse answer) {
        var features = answer.features();
        return features == null ? null : new NodeFeatures(features.supplementalGroupsPolicy());
    }

    private static List<NodeRuntimeHandler> handlers(StatusResponse answer) {
        List<NodeRuntimeHandler> all = new ArrayList<>();
        for (var handler : answer.runtimeHandlers()) {
            var features = handler.features();
            all.add(new NodeRuntimeHandler(
                    handler.name(),
                    new NodeRuntimeHandlerFeatures(
                            features != null && features.recursiveReadOnlyMounts(),
                            features != null && features.userNamespaces())));
        }
        all.sort(Comparator.comparing(NodeRuntimeHandler::name));
        return all;
    }

    /// As Go writes it.
    private static String text(@Nullable RuntimeCondition condition) {
        if (condition == null) {
            return "<nil>";
        }
        return condition.type() + "=" + condition.status() + " reason:" + condition.reason() + " message:"
                + condition.message();
    }

    @Override
    public List<Image> images() throws InterruptedException {
        try {
            List<Image> all = new ArrayList<>();
            for (var image : images.images()) {
                List<String> names = new ArrayList<>(image.repoDigests());
                names.addAll(image.repoTags());
                all.add(new Image(names, image.size()));
            }
            return all;
        } catch (RpcException e) {
            return List.of();
        }
    }
}
