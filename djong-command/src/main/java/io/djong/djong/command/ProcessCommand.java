package io.djong.djong.command;

import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.StartException;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.process.ComponentProcess;
import java.util.function.Supplier;

/// A component that brings its own connection and its own server, alone, until it is told to end.
abstract class ProcessCommand extends ComponentCommand {
    /// @param options the component's, without those of the log
    ProcessCommand(String path, String summary, Supplier<Options> options) {
        super(path, summary, options);
    }

    /// The component, not started.
    abstract ComponentProcess process(Environment environment, Settings settings);

    @Override
    final int serve(Settings settings, Terminal terminal) throws InterruptedException {
        try (var termination = new Termination();
                var environment = RealEnvironment.create()) {
            var process = process(environment, settings);
            process.start();
            process.address()
                    .ifPresent(address -> terminal.out()
                            .println(process.name() + " serves https://"
                                    + address.getAddress().getHostAddress() + ":" + address.getPort()));
            termination.await();
            process.stop();
            return DONE;
        } catch (StartException e) {
            return fail(terminal, Failure.sentence(e));
        }
    }
}
