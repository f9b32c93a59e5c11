package io.djong.djong.command;

import io.djong.base.config.Settings;
import io.djong.base.lifecycle.StartException;
import io.djong.base.time.RealEnvironment;
import io.djong.scheduler.process.SchedulerOptions;
import io.djong.scheduler.process.SchedulerProcess;

/// `djong scheduler`: kube-scheduler alone, until it is told to end.
final class SchedulerCommand extends ComponentCommand {
    static final String SUMMARY = "Gives pods their nodes, at an API server that a kubeconfig names.";

    SchedulerCommand() {
        super("djong scheduler", SUMMARY, () -> SchedulerOptions.OPTIONS);
    }

    @Override
    int serve(Settings settings, Terminal terminal) throws InterruptedException {
        try (var termination = new Termination();
                var environment = RealEnvironment.create()) {
            var process = new SchedulerProcess(environment, settings);
            process.start();
            process.address()
                    .ifPresent(address -> terminal.out()
                            .println("kube-scheduler serves https://"
                                    + address.getAddress().getHostAddress() + ":" + address.getPort()));
            termination.await();
            process.stop();
            return DONE;
        } catch (StartException e) {
            return fail(terminal, Failure.sentence(e));
        }
    }
}
