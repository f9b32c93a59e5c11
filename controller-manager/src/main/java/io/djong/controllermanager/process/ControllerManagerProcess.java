package io.djong.controllermanager.process;

import io.djong.base.config.Settings;
import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthChecks;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.remote.HttpKubeClient;
import io.djong.client.serving.ComponentServer;
import io.djong.client.serving.ServingException;
import io.djong.client.serving.ServingSettings;
import io.djong.controllermanager.ControllerClients;
import io.djong.controllermanager.ControllerManager;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `djong controller-manager`: the controllers as clients of a distant API server, and their health and metrics over
/// HTTPS. All controllers act as the user of the kubeconfig.
public final class ControllerManagerProcess extends Service {
    private final Environment environment;
    private final Settings settings;
    private @Nullable HttpKubeClient client;
    private @Nullable ServingSettings serving;
    private @Nullable ComponentServer server;
    private @Nullable ServiceGroup group;

    /// @param settings of [ControllerManagerOptions#OPTIONS], without errors
    public ControllerManagerProcess(Environment environment, Settings settings) {
        super("kube-controller-manager");
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
            var services = assemble();
            var all = new ServiceGroup("kube-controller-manager", services);
            group = all;
            all.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private List<Service> assemble() throws ServingException, InterruptedException {
        var metrics = new MetricRegistry();
        var read = new ControllerManagerSettings(settings);
        var config = read.config();
        var own = new HttpKubeClient(environment, read.client(environment), metrics);
        client = own;
        var servingSettings = new ServingSettings(
                environment, ControllerManagerOptions.SERVING, settings, "kube-controller-manager", metrics);
        serving = servingSettings;
        List<Service> services = new ArrayList<>();
        var health = List.of(new HealthChecks("healthz", List.of(HealthCheck.ping())));
        servingSettings.config().ifPresent(how -> {
            var made = new ComponentServer("kube-controller-manager", environment, how, health, metrics, "");
            server = made;
            services.add(made);
        });
        services.add(new ControllerManager(environment, metrics, ControllerClients.allAs(own), config));
        return services;
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
