package io.djong.djong.command;

import io.djong.base.config.Settings;
import io.djong.base.lifecycle.StartException;
import io.djong.base.time.RealEnvironment;
import io.djong.controllermanager.process.ControllerManagerOptions;
import io.djong.controllermanager.process.ControllerManagerProcess;

/// `djong controller-manager`: kube-controller-manager alone, until it is told to end.
final class ControllerManagerCommand extends ComponentCommand {
    static final String SUMMARY = "Runs the controllers against an API server that a kubeconfig names.";

    ControllerManagerCommand() {
        super("djong controller-manager", SUMMARY, () -> ControllerManagerOptions.OPTIONS);
    }

    @Override
    int serve(Settings settings, Terminal terminal) throws InterruptedException {
        try (var termination = new Termination();
                var environment = RealEnvironment.create()) {
            var process = new ControllerManagerProcess(environment, settings);
            process.start();
            process.address()
                    .ifPresent(address -> terminal.out()
                            .println("kube-controller-manager serves https://"
                                    + address.getAddress().getHostAddress() + ":" + address.getPort()));
            termination.await();
            process.stop();
            return DONE;
        } catch (StartException e) {
            return fail(terminal, Failure.sentence(e));
        }
    }
}
