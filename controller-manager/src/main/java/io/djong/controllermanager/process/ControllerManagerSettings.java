package io.djong.controllermanager.process;

import io.djong.base.config.Settings;
import io.djong.client.serving.SettingsException;
import io.djong.controllermanager.ControllerManagerConfig;
import io.djong.controllermanager.endpoints.EndpointsOptions;
import io.djong.controllermanager.endpointslice.SliceController;
import io.djong.controllermanager.nodelifecycle.NodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// From settings to what the manager is told: reads the files that they name.
final class ControllerManagerSettings {
    private final Settings settings;

    /// @param settings without errors
    ControllerManagerSettings(Settings settings) {
        this.settings = settings;
    }

    /// What runs, and how.
    ControllerManagerConfig config() throws SettingsException {
        return new ControllerManagerConfig(
                settings.get(ControllerManagerOptions.CONTROLLERS),
                settings.get(ControllerManagerOptions.DEPLOYMENTS),
                settings.get(ControllerManagerOptions.REPLICA_SETS),
                settings.get(ControllerManagerOptions.NAMESPACES),
                settings.get(ControllerManagerOptions.GARBAGE),
                new SliceController.Options(
                        settings.get(ControllerManagerOptions.SLICES),
                        settings.get(ControllerManagerOptions.SLICE_SIZE),
                        settings.get(ControllerManagerOptions.SLICE_BATCH)),
                new EndpointsOptions(
                        settings.get(ControllerManagerOptions.ENDPOINTS),
                        settings.get(ControllerManagerOptions.ENDPOINTS_BATCH)),
                nodes(),
                new NodeRangeSettings(settings).options(),
                settings.get(ControllerManagerOptions.ENDED_PODS),
                settings.get(ControllerManagerOptions.COLLECT_GARBAGE),
                rootCertificates());
    }

    private NodeOptions nodes() {
        return new NodeOptions(
                settings.get(ControllerManagerOptions.NODE_MONITOR_PERIOD),
                settings.get(ControllerManagerOptions.NODE_MONITOR_GRACE),
                settings.get(ControllerManagerOptions.NODE_STARTUP_GRACE),
                settings.get(ControllerManagerOptions.EVICTION_RATE),
                settings.get(ControllerManagerOptions.SECONDARY_RATE),
                settings.get(ControllerManagerOptions.LARGE_CLUSTER),
                settings.get(ControllerManagerOptions.UNHEALTHY_ZONE));
    }

    private String rootCertificates() throws SettingsException {
        var file = settings.get(ControllerManagerOptions.ROOT_CA);
        if (file.isEmpty()) return "";
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new SettingsException("--root-ca-file: " + file + " cannot be read", e);
        }
    }
}
