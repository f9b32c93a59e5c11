package io.djong.scheduler.process;

import io.djong.base.config.Settings;
import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthChecks;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.HttpKubeClient;
import io.djong.client.serving.ComponentServer;
import io.djong.client.serving.ServingException;
import io.djong.client.serving.ServingSettings;
import io.djong.scheduler.Scheduler;
import io.djong.scheduler.SchedulerConfig;
import io.djong.scheduler.queue.QueueOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `djong scheduler`: the scheduler as a client of a distant API server, and its health and metrics over HTTPS.
public final class SchedulerProcess extends Service {
    private final Environment environment;
    private final Settings settings;
    private @Nullable HttpKubeClient client;
    private @Nullable ServingSettings serving;
    private @Nullable ComponentServer server;
    private @Nullable ServiceGroup group;

    /// @param settings of [SchedulerOptions#OPTIONS], without errors
    public SchedulerProcess(Environment environment, Settings settings) {
        super("kube-scheduler");
        this.environment = environment;
        this.settings = settings;
    }

    /// Where health and metrics are served; empty when they are not, or it is not started.
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(server).map(ComponentServer::address);
    }

    @Override
    protected void onStart() throws Exception {
        try {
            var all = new ServiceGroup("kube-scheduler", assemble());
            group = all;
            all.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private List<Service> assemble() throws ServingException, InterruptedException {
        var metrics = new MetricRegistry();
        var told = told();
        var own = new HttpKubeClient(environment, client(told), metrics);
        client = own;
        var servingSettings =
                new ServingSettings(environment, SchedulerOptions.SERVING, settings, "kube-scheduler", metrics);
        serving = servingSettings;
        var scheduler = scheduler(own, told, metrics);
        var health = List.of(
                new HealthChecks("healthz", List.of()),
                new HealthChecks("livez", List.of()),
                new HealthChecks("readyz", List.of(new HealthCheck("informer-sync", scheduler::notReady))));
        List<Service> services = new ArrayList<>();
        servingSettings.config().ifPresent(how -> {
            var made = new ComponentServer("kube-scheduler", environment, how, health, metrics, "");
            server = made;
            services.add(made);
        });
        services.add(scheduler);
        return services;
    }

    /// What the file says; without one, what the flags do.
    private SchedulerConfigFile told() throws ServingException {
        var file = settings.get(SchedulerOptions.CONFIG);
        if (!file.isEmpty()) return SchedulerConfigFile.read(Path.of(file));
        var defaults = SchedulerConfig.DEFAULT;
        var queue = new QueueOptions(
                defaults.queue().initialBackoff(),
                defaults.queue().maxBackoff(),
                settings.get(SchedulerOptions.UNSCHEDULABLE_MAX));
        return new SchedulerConfigFile(
                new SchedulerConfig(defaults.profiles(), defaults.percentageOfNodesToScore(), queue, defaults.host()),
                settings.get(SchedulerOptions.KUBECONFIG),
                settings.get(SchedulerOptions.CONTENT_TYPE),
                settings.get(SchedulerOptions.QPS),
                settings.get(SchedulerOptions.BURST));
    }

    private ClientConfig client(SchedulerConfigFile told) throws ServingException {
        try {
            return Access.ofFlags(told.kubeconfig(), settings.get(SchedulerOptions.MASTER), environment)
                    .withUserAgent("kube-scheduler")
                    .withContentType(told.contentType())
                    .withLimit(told.qps(), told.burst());
        } catch (KubeconfigException e) {
            throw new ServingException("the connection to the API server: " + e.getMessage(), e);
        }
    }

    private Scheduler scheduler(HttpKubeClient own, SchedulerConfigFile told, MetricRegistry metrics)
            throws ServingException {
        try {
            return new Scheduler(environment, own, told.config(), metrics);
        } catch (IllegalArgumentException e) {
            throw new ServingException("--config: " + e.getMessage(), e);
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (group != null) group.stop();
        close();
    }

    private void close() {
        if (serving != null) serving.close();
        if (client != null) client.close();
    }
}
