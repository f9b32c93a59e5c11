package io.djong.client.process;

import io.djong.base.config.Checks;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.client.remote.ClientConfig;
import io.djong.client.serving.ServingOptions;

/// The flags that upstream's controller manager and scheduler share: the connection to the API server,
/// serving, leader
/// election, profiles. Those that are not built are refused by name.
public final class ComponentOptions {
    /// The one flag that every component has.
    public static final Option<String> KUBECONFIG = Option.of("kubeconfig", OptionTypes.STRING, "")
            .section("misc")
            .help("Says where the API server is, and as whom to talk to it; in a pod, its service account does.");

    private static final Option<String> MASTER = Option.of("master", OptionTypes.STRING, "")
            .section("misc")
            .help("The address of the API server, instead of that in the kubeconfig.");
    private static final Option<String> CONTENT_TYPE = Option.of(
                    "kube-api-content-type", OptionTypes.STRING, ClientConfig.PROTOBUF)
            .section("misc")
            .help("The form of objects on the way to the API server and back.")
            .check(Checks.oneOf(ClientConfig.PROTOBUF, ClientConfig.JSON));
    private static final Option<Boolean> LEADER_ELECT = Option.of("leader-elect", OptionTypes.BOOL, false)
            .section("leader election")
            .help("Leader election is not built yet, so this is off, unlike upstream: run one of a kind.")
            .check(elect -> elect ? "false: leader election is not built yet, run one of a kind" : null);
    private static final Option<Boolean> PROFILING = Option.of("profiling", OptionTypes.BOOL, false)
            .section("debugging")
            .help("Profiles by HTTP are not built, so this is off, unlike upstream.")
            .check(profiling -> profiling ? "false: profiles by HTTP are not built" : null);

    private final ServingOptions serving;
    private final Option<Double> qps;
    private final Option<Integer> burst;

    /// The flags with a component's own defaults.
    ///
    /// @param serving where it serves
    /// @param qps requests to the API server per second
    /// @param burst requests at once above that
    public ComponentOptions(ServingOptions serving, double qps, int burst) {
        this.serving = serving;
        this.qps = Option.of("kube-api-qps", OptionTypes.FLOAT32, qps)
                .section("misc")
                .help("Requests to the API server per second.")
                .check(value -> value > 0 ? null : "more than 0");
        this.burst = Option.of("kube-api-burst", OptionTypes.INT32, burst)
                .section("misc")
                .help("Requests at once above --kube-api-qps.")
                .check(Checks.atLeast(1));
    }

    ServingOptions serving() {
        return serving;
    }

    /// What the flags say about the API server.
    public Connection connection(Settings settings) {
        return new Connection(
                settings.get(KUBECONFIG),
                settings.get(MASTER),
                settings.get(CONTENT_TYPE),
                settings.get(qps),
                settings.get(burst));
    }

    /// All of them.
    public Options options() {
        return Options.of(KUBECONFIG, MASTER, qps, burst, CONTENT_TYPE, LEADER_ELECT, PROFILING)
                .and(serving.options())
                .unbuilt(
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
    }
}
