package io.djong.djong.command;

import io.djong.base.config.ConfigError;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.StartException;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.InCluster;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.kubeconfig.KubeconfigFiles;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.HttpKubeClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// A component that works on its own against an API server somewhere.
abstract class RemoteCommand extends ComponentCommand {
    private static final Option<String> KUBECONFIG = Option.of("kubeconfig", OptionTypes.STRING, "")
            .help("Says where the API server is, and as whom to talk to it; in a pod, its service account does.");

    private final String component;

    /// @param component upstream's name, for the server's logs
    RemoteCommand(String path, String summary, String component, Supplier<Options> options) {
        super(path, summary, () -> options.get().and(Options.of(KUBECONFIG)));
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
        try (var termination = new Termination();
                var environment = RealEnvironment.create();
                var client = client(environment, settings)) {
            var service = component(environment, client, settings, new MetricRegistry());
            service.start();
            termination.await();
            service.stop();
            return DONE;
        } catch (StartException | KubeconfigException e) {
            return fail(terminal, Failure.sentence(e));
        }
    }

    private HttpKubeClient client(Environment environment, Settings settings) throws KubeconfigException {
        var file = settings.get(KUBECONFIG);
        ClientConfig config;
        if (!file.isEmpty()) {
            config = Access.of(KubeconfigFiles.read(Path.of(file)), "", environment);
        } else if (InCluster.isInside(System.getenv())) {
            config = InCluster.config(System.getenv(), InCluster.FOLDER, environment);
        } else {
            throw new KubeconfigException("--kubeconfig is needed: it says where the API server is");
        }
        return new HttpKubeClient(
                environment,
                config.withUserAgent(component + "/djong-" + VersionCommand.version()),
                new MetricRegistry());
    }

    /// What the machine calls itself.
    static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
