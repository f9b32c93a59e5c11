package io.djong.scheduler.process;

import io.djong.base.config.Checks;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.client.remote.ClientConfig;
import io.djong.client.serving.ServingOptions;
import java.time.Duration;

/// The flags of kube-scheduler that are built, by upstream's names and defaults; the others are refused by name.
public final class SchedulerOptions {
    /// Upstream's port of health and metrics.
    static final int PORT = 10_259;

    static final ServingOptions SERVING = new ServingOptions(PORT, true);

    static final Option<String> KUBECONFIG = Option.of("kubeconfig", OptionTypes.STRING, "")
            .section("misc")
            .help("Says where the API server is, and as whom to talk to it.");
    static final Option<String> CONFIG = Option.of("config", OptionTypes.STRING, "")
            .section("misc")
            .help("A KubeSchedulerConfiguration. It counts instead of the flags for the connection and the queue.");
    static final Option<String> MASTER = Option.of("master", OptionTypes.STRING, "")
            .section("misc")
            .help("The address of the API server, instead of that in the kubeconfig.");
    static final Option<Double> QPS = Option.of("kube-api-qps", OptionTypes.FLOAT32, 50.0)
            .section("misc")
            .help("Requests to the API server per second.")
            .check(value -> value > 0 ? null : "more than 0");
    static final Option<Integer> BURST = Option.of("kube-api-burst", OptionTypes.INT32, 100)
            .section("misc")
            .help("Requests at once above --kube-api-qps.")
            .check(Checks.atLeast(1));
    static final Option<String> CONTENT_TYPE = Option.of(
                    "kube-api-content-type", OptionTypes.STRING, ClientConfig.PROTOBUF)
            .section("misc")
            .help("The form of objects on the way to the API server and back.")
            .check(Checks.oneOf(ClientConfig.PROTOBUF, ClientConfig.JSON));
    static final Option<Duration> UNSCHEDULABLE_MAX = Option.of(
                    "pod-max-in-unschedulable-pods-duration", OptionTypes.DURATION, Duration.ofMinutes(5))
            .section("misc")
            .help("After how long a pod that found no node is tried again though nothing happened that helps it.")
            .check(Checks.positive());
    static final Option<Boolean> LEADER_ELECT = Option.of("leader-elect", OptionTypes.BOOL, false)
            .section("leader election")
            .help("Leader election is not built yet, so this is off, unlike upstream: run one scheduler.")
            .check(elect -> elect ? "false: leader election is not built yet, run one scheduler" : null);
    static final Option<Boolean> PROFILING = Option.of("profiling", OptionTypes.BOOL, false)
            .section("misc")
            .help("Profiles by HTTP are not built, so this is off, unlike upstream.")
            .check(profiling -> profiling ? "false: profiles by HTTP are not built" : null);

    /// All of them, without those of the log.
    public static final Options OPTIONS = Options.of(
                    CONFIG, KUBECONFIG, MASTER, QPS, BURST, CONTENT_TYPE, UNSCHEDULABLE_MAX, LEADER_ELECT, PROFILING)
            .and(SERVING.options())
            .unbuilt(
                    "write-config-to",
                    "contention-profiling",
                    "leader-elect-lease-duration",
                    "leader-elect-renew-deadline",
                    "leader-elect-resource-lock",
                    "leader-elect-resource-name",
                    "leader-elect-resource-namespace",
                    "leader-elect-retry-period",
                    "emulated-version",
                    "feature-gates",
                    "min-compatibility-version",
                    "allow-metric-labels",
                    "allow-metric-labels-manifest",
                    "disabled-metrics",
                    "show-hidden-metrics-for-version",
                    "log-flush-frequency",
                    "log-json-info-buffer-size",
                    "log-json-split-stream",
                    "log-text-info-buffer-size",
                    "log-text-split-stream");

    private SchedulerOptions() {}
}
