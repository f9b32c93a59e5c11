package io.djong.scheduler.process;

import io.djong.base.config.Settings;
import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthChecks;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.process.ComponentProcess;
import io.djong.client.serving.SettingsException;
import io.djong.scheduler.Scheduler;
import io.djong.scheduler.SchedulerConfig;
import io.djong.scheduler.queue.QueueOptions;
import java.nio.file.Path;
import java.util.List;

/// `djong scheduler`.
public final class SchedulerProcess extends ComponentProcess {
    /// @param settings of [SchedulerOptions#OPTIONS], without errors
    public SchedulerProcess(Environment environment, Settings settings) {
        super("kube-scheduler", SchedulerOptions.SHARED, environment, settings);
    }

    @Override
    protected Work work(MetricRegistry metrics) throws SettingsException {
        var flags = SchedulerOptions.SHARED.connection(settings);
        var file = settings.get(SchedulerOptions.CONFIG);
        var told = file.isEmpty() ? new SchedulerConfigFile(config(), flags) : SchedulerConfigFile.read(Path.of(file));
        var client = connect(told.connection().withMaster(flags.master()), metrics);
        var scheduler = scheduler(client, told.config(), metrics);
        return new Work(
                scheduler,
                List.of(
                        new HealthChecks("healthz", List.of()),
                        new HealthChecks("livez", List.of()),
                        new HealthChecks("readyz", List.of(new HealthCheck("informer-sync", scheduler::notReady)))));
    }

    /// What the flags say when there is no file.
    private SchedulerConfig config() {
        var defaults = SchedulerConfig.DEFAULT;
        var queue = new QueueOptions(
                defaults.queue().initialBackoff(),
                defaults.queue().maxBackoff(),
                settings.get(SchedulerOptions.UNSCHEDULABLE_MAX));
        return new SchedulerConfig(defaults.profiles(), defaults.percentageOfNodesToScore(), queue, defaults.host());
    }

    private Scheduler scheduler(KubeClient client, SchedulerConfig config, MetricRegistry metrics)
            throws SettingsException {
        try {
            return new Scheduler(environment, client, config, metrics);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--config: " + e.getMessage(), e);
        }
    }
}
