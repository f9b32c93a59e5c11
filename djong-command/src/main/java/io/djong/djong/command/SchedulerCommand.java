package io.djong.djong.command;

import io.djong.base.config.Settings;
import io.djong.base.time.Environment;
import io.djong.client.process.ComponentProcess;
import io.djong.scheduler.process.SchedulerOptions;
import io.djong.scheduler.process.SchedulerProcess;

/// `djong scheduler`: kube-scheduler alone.
final class SchedulerCommand extends ProcessCommand {
    static final String SUMMARY = "Gives pods their nodes, at an API server that a kubeconfig names.";

    SchedulerCommand() {
        super("djong scheduler", SUMMARY, () -> SchedulerOptions.OPTIONS);
    }

    @Override
    ComponentProcess process(Environment environment, Settings settings) {
        return new SchedulerProcess(environment, settings);
    }
}
