package io.djong.djong.command;

import io.djong.apiserver.options.ApiServerOptions;
import io.djong.apiserver.options.ApiServerSettings;
import io.djong.apiserver.options.OptionsException;
import io.djong.apiserver.options.StoreSettings;
import io.djong.apiserver.server.ApiServer;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.Meanwhile;
import io.djong.base.lifecycle.StartException;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;

/// `djong apiserver`: kube-apiserver alone, on the embedded store, until it is told to end.
final class ApiServerCommand extends ComponentCommand {
    static final String SUMMARY = "Serves the Kubernetes API, with the embedded store or on etcd.";

    ApiServerCommand() {
        super("djong apiserver", SUMMARY, () -> ApiServerOptions.OPTIONS);
    }

    @Override
    int serve(Settings settings, Terminal terminal) throws InterruptedException {
        try (var termination = new Termination();
                var environment = RealEnvironment.create()) {
            // Keys and certificates are read, or made, while the store opens.
            var configuring = Meanwhile.begin(
                    environment,
                    "configuration",
                    () -> environment.threads().cpu(() -> new ApiServerSettings(environment, settings).config()));
            try (var store = StoreSettings.open(environment, settings)) {
                var config = configuring.await(OptionsException.class);
                var server = new ApiServer(environment, store, config, new MetricRegistry());
                server.start();
                var address = server.address();
                terminal.out()
                        .println("kube-apiserver serves https://"
                                + address.getAddress().getHostAddress() + ":" + address.getPort());
                termination.await();
                server.stop();
                return DONE;
            }
        } catch (OptionsException | StartException e) {
            return fail(terminal, Failure.sentence(e));
        }
    }
}
