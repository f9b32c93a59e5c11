package io.djong.djong.command;

import io.djong.base.config.ConfigError;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.StartException;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.process.ComponentOptions;
import io.djong.client.remote.HttpKubeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// A component that works on its own against an API server somewhere.
abstract class RemoteCommand extends ComponentCommand {
    private final String component;

    /// @param component upstream's name, for the server's logs
    RemoteCommand(String path, String summary, String component, Supplier<Options> options) {
        super(path, summary, () -> options.get().and(Options.of(ComponentOptions.KUBECONFIG)));
        this.component = component;
    }

    /// What is wrong with the settings together.
    abstract List<ConfigError> check(Settings settings);

    /// The component, not started.
    abstract Service component(Environment environment, KubeClient client, Settings settings, MetricRegistry metrics);

    @Override
    int serve(Settings settings, Terminal terminal) throws InterruptedException {
        var errors = check(settings);
        if (!errors.isEmpty()) {
            errors.forEach(error -> fail(terminal, error.toString()));
            return MISUSED;
        }
        var metrics = new MetricRegistry();
        try (var termination = new Termination();
                var environment = RealEnvironment.create();
                var client = client(environment, settings, metrics)) {
            var service = component(environment, client, settings, metrics);
            service.start();
            termination.await();
            service.stop();
            return DONE;
        } catch (StartException | KubeconfigException e) {
            return fail(terminal, Failure.sentence(e));
        }
    }

    private HttpKubeClient client(Environment environment, Settings settings, MetricRegistry metrics)
            throws KubeconfigException {
        var access = Access.ofFlags(settings.get(ComponentOptions.KUBECONFIG), "", System.getenv(), environment);
        return new HttpKubeClient(
                environment, access.withUserAgent(component + "/djong-" + VersionCommand.version()), metrics);
    }

    /// What the machine calls itself; its name need not stand in /etc/hosts.
    static String machineName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
