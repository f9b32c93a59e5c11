package io.djong.benchmarks;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.WatchEvent;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigFiles;
import io.djong.client.remote.HttpKubeClient;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From a pod's create to its container running and ready, and from its delete to its being gone, one pod at a time,
/// the image being there; and what the runtime alone takes for the same, in turns with it.
///
/// `PodStartBench KUBECONFIG RUNTIME_SOCKET [pods]`, on the machine of a cluster of one node that does nothing else.
/// The container ends as soon as it is told to, so that what is measured of its end is not its own time.
public final class PodStartBench {
    static final List<String> COMMAND = List.of("/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait");
    static final String IMAGE = "localhost/djong/hello:1";
    private static final int WARM_UP = 3;

    private final KubeClient client;
    private final RuntimePods runtime;
    private final double[] answered;
    private final double[] scheduled;
    private final double[] ready;
    private final double[] gone;
    private final double[] started;
    private final double[] ended;

    private PodStartBench(KubeClient client, RuntimePods runtime, int count) {
        this.client = client;
        this.runtime = runtime;
        answered = new double[count];
        scheduled = new double[count];
        ready = new double[count];
        gone = new double[count];
        started = new double[count];
        ended = new double[count];
    }

    public static void main(String[] arguments) throws Exception {
        measure(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30);
    }

    static void measure(Path kubeconfig, Path runtimeSocket, int count) throws Exception {
        try (var environment = RealEnvironment.create();
                var socket = RpcSocket.open(environment, runtimeSocket);
                var runtime = new RuntimePods(socket);
                var client = new HttpKubeClient(
                        environment,
                        Access.of(KubeconfigFiles.read(kubeconfig), "", environment),
                        new MetricRegistry())) {
            new PodStartBench(client, runtime, count).run();
        }
    }

    private void run() throws Exception {
        for (int i = -WARM_UP; i < ready.length; i++) {
            int slot = Math.max(0, i);
            pod("bench-" + (i + WARM_UP), slot);
            var times = runtime.pod("alone-" + (i + WARM_UP));
            started[slot] = times.startedMillis();
            ended[slot] = times.endedMillis();
        }
        print("create answered", answered);
        print("create to scheduled", scheduled);
        print("create to running and ready", ready);
        print("the runtime's own part of a start", started);
        print("delete to gone", gone);
        print("the runtime's own part of an end", ended);
    }

    private void pod(String name, int slot) throws Exception {
        var pods = client.of(CoreV1.PODS);
        var pod = Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name).withNamespace("default"))
                .withSpec(PodSpec.EMPTY
                        .withTerminationGracePeriodSeconds(30L)
                        .withContainers(List.of(Container.EMPTY
                                .withName("main")
                                .withImage(IMAGE)
                                .withImagePullPolicy("IfNotPresent")
                                .withCommand(COMMAND))));
        try (var watch = pods.watch(ListQuery.in("default").withFieldSelector("metadata.name=" + name))) {
            long start = System.nanoTime();
            var _ = pods.create(pod);
            answered[slot] = since(start);
            scheduled[slot] = 0;
            for (var now = next(watch.next()); !isReady(now); now = next(watch.next())) {
                if (scheduled[slot] == 0 && !now.spec().nodeName().isEmpty()) scheduled[slot] = since(start);
            }
            ready[slot] = since(start);
            Thread.sleep(200);
            start = System.nanoTime();
            pods.delete(new ObjectKey("default", name), DeleteOptions.EMPTY);
            while (!(watch.next() instanceof WatchEvent.Deleted<Pod>)) {
                // Not yet.
            }
            gone[slot] = since(start);
        }
    }

    private static Pod next(@Nullable WatchEvent<Pod> event) {
        return switch (event) {
            case WatchEvent.Added<Pod>(Pod pod) -> pod;
            case WatchEvent.Modified<Pod>(Pod pod) -> pod;
            case null, default -> throw new IllegalStateException("not a change of a pod: " + event);
        };
    }

    private static boolean isReady(Pod pod) {
        return pod.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private static void print(String what, double[] millis) {
        var sorted = millis.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        System.out.printf(
                Locale.ROOT,
                "%s, %d pods one at a time: p50 %.0f ms, p99 %.0f ms, least %.0f ms%n",
                what,
                count,
                sorted[count / 2],
                sorted[Math.min(count - 1, count * 99 / 100)],
                sorted[0]);
    }
}
