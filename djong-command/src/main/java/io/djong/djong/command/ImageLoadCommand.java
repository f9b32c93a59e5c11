package io.djong.djong.command;

import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.reference.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `djong image load FILE...`
final class ImageLoadCommand extends ImageCommand {
    private static final Option<String> NAME = Option.of("name", OptionTypes.STRING, "")
            .help("The name that the archive's only image gets, in place of its own.");

    ImageLoadCommand() {
        super(
                "djong image load",
                "Loads the images of OCI and docker archives (.tar, .tar.gz).",
                new Arguments("FILE...", 1, Integer.MAX_VALUE),
                () -> Options.of(NAME, ENDPOINT));
    }

    @Override
    int run(Settings settings, List<String> files, Terminal terminal) throws InterruptedException {
        return withRuntime(settings, terminal, runtime -> {
            var name = settings.get(NAME);
            List<ImageReference> names = name.isEmpty() ? List.of() : List.of(reference(name));
            for (String file : files) {
                for (ImageReference loaded : runtime.imports().load(open(file), names)) {
                    terminal.out().println("loaded " + loaded);
                }
            }
            return DONE;
        });
    }

    private static ImageArchive open(String file) throws IOException {
        var path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new IOException(file + ": there is no such file, or it cannot be read");
        }
        try {
            return ImageArchive.open(path);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
