package io.djong.controllermanager.process;

import io.djong.base.config.Settings;
import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthChecks;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.process.ComponentProcess;
import io.djong.client.serving.SettingsException;
import io.djong.controllermanager.ControllerClients;
import io.djong.controllermanager.ControllerManager;
import java.util.List;

/// `djong controller-manager`. All controllers act as the user of the kubeconfig.
public final class ControllerManagerProcess extends ComponentProcess {
    /// @param settings of [ControllerManagerOptions#OPTIONS], without errors
    public ControllerManagerProcess(Environment environment, Settings settings) {
        super("kube-controller-manager", ControllerManagerOptions.SHARED, environment, settings);
    }

    @Override
    protected Work work(MetricRegistry metrics) throws SettingsException {
        var config = new ControllerManagerSettings(settings).config();
        var client = connect(ControllerManagerOptions.SHARED.connection(settings), metrics);
        return new Work(
                new ControllerManager(environment, metrics, ControllerClients.allAs(client), config),
                List.of(new HealthChecks("healthz", List.of(HealthCheck.ping()))));
    }
}
