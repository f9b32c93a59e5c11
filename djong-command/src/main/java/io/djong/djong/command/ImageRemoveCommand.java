package io.djong.djong.command;

import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import java.util.List;

/// `djong image rm IMAGE...`
final class ImageRemoveCommand extends ImageCommand {
    ImageRemoveCommand() {
        super(
                "djong image rm",
                "Removes images; containers that run go on.",
                new Arguments("IMAGE...", 1, Integer.MAX_VALUE),
                () -> Options.of(ENDPOINT));
    }

    @Override
    int run(Settings settings, List<String> names, Terminal terminal) throws InterruptedException {
        return withRuntime(settings, terminal, runtime -> {
            int status = DONE;
            for (String name : names) {
                var reference = reference(name);
                if (runtime.images().remove(reference)) {
                    terminal.out().println("removed " + reference);
                } else {
                    status = fail(terminal, "there is no image " + reference);
                }
            }
            return status;
        });
    }
}
