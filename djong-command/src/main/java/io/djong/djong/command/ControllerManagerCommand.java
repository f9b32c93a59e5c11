package io.djong.djong.command;

import io.djong.base.config.Settings;
import io.djong.base.time.Environment;
import io.djong.client.process.ComponentProcess;
import io.djong.controllermanager.process.ControllerManagerOptions;
import io.djong.controllermanager.process.ControllerManagerProcess;

/// `djong controller-manager`: kube-controller-manager alone.
final class ControllerManagerCommand extends ProcessCommand {
    static final String SUMMARY = "Runs the controllers against an API server that a kubeconfig names.";

    ControllerManagerCommand() {
        super("djong controller-manager", SUMMARY, () -> ControllerManagerOptions.OPTIONS);
    }

    @Override
    ComponentProcess process(Environment environment, Settings settings) {
        return new ControllerManagerProcess(environment, settings);
    }
}
