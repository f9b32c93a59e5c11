package io.djong.scheduler.process;

import io.djong.base.config.Checks;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.client.process.ComponentOptions;
import io.djong.client.serving.ServingOptions;
import java.time.Duration;

/// The flags of kube-scheduler that are built, by upstream's names and defaults; the others are refused by name.
public final class SchedulerOptions {
    /// Upstream's port of health and metrics.
    static final int PORT = 10_259;

    static final ComponentOptions SHARED = new ComponentOptions(new ServingOptions(PORT, true), 50, 100);

    static final Option<String> CONFIG = Option.of("config", OptionTypes.STRING, "")
            .section("misc")
            .help("A KubeSchedulerConfiguration. It counts instead of the flags for the connection and the queue.");
    static final Option<Duration> UNSCHEDULABLE_MAX = Option.of(
                    "pod-max-in-unschedulable-pods-duration", OptionTypes.DURATION, Duration.ofMinutes(5))
            .section("misc")
            .help("After how long a pod that found no node is tried again though nothing happened that helps it.")
            .check(Checks.positive());
    /// All of them, without those of the log.
    public static final Options OPTIONS =
            Options.of(CONFIG, UNSCHEDULABLE_MAX).and(SHARED.options()).unbuilt("write-config-to");

    private SchedulerOptions() {}
}
