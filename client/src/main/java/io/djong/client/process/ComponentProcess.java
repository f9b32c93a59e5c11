package io.djong.client.process;

import io.djong.base.config.Settings;
import io.djong.base.health.HealthChecks;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.remote.HttpKubeClient;
import io.djong.client.serving.ComponentServer;
import io.djong.client.serving.ServingSettings;
import io.djong.client.serving.SettingsException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A component as a client of a distant API server, and its health and metrics over HTTPS. Files that the settings
/// name are read when it starts.
public abstract class ComponentProcess extends Service {
    private final ComponentOptions options;
    private final List<Runnable> opened = new ArrayList<>();
    private @Nullable ComponentServer server;
    private @Nullable ServiceGroup group;

    /// The component's world.
    protected final Environment environment;

    /// What its command line says.
    protected final Settings settings;

    /// What works in the process.
    ///
    /// @param service the component
    /// @param health one for each health path
    public record Work(Service service, List<HealthChecks> health) {
        public Work {
            health = List.copyOf(health);
        }
    }

    /// @param component upstream's name
    /// @param options the flags that it shares with others
    /// @param settings without errors
    protected ComponentProcess(String component, ComponentOptions options, Environment environment, Settings settings) {
        super(component);
        this.options = options;
        this.environment = environment;
        this.settings = settings;
    }

    /// Reads the settings and makes the component, not started.
    ///
    /// @param metrics of the process
    protected abstract Work work(MetricRegistry metrics) throws SettingsException;

    /// A client of the API server, for as long as the process runs.
    protected final KubeClient connect(Connection connection, MetricRegistry metrics) throws SettingsException {
        var client = new HttpKubeClient(environment, connection.client(name(), environment), metrics);
        opened.add(client::close);
        return client;
    }

    /// Where health and metrics are served; empty when they are not, or it is not started.
    public final Optional<InetSocketAddress> address() {
        return Optional.ofNullable(server).map(ComponentServer::address);
    }

    @Override
    protected final void onStart() throws Exception {
        try {
            var all = new ServiceGroup(name(), assemble());
            group = all;
            all.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private List<Service> assemble() throws SettingsException, InterruptedException {
        var metrics = new MetricRegistry();
        var work = work(metrics);
        var serving = new ServingSettings(environment, options.serving(), settings, name(), metrics);
        opened.add(serving::close);
        List<Service> services = new ArrayList<>();
        serving.config().ifPresent(how -> {
            var made = new ComponentServer(name(), environment, how, work.health(), metrics, "");
            server = made;
            services.add(made);
        });
        services.add(work.service());
        return services;
    }

    @Override
    protected final void onStop() throws InterruptedException {
        if (group != null) group.stop();
        close();
    }

    private void close() {
        opened.reversed().forEach(Runnable::run);
        opened.clear();
    }
}
