package io.djong.djong.command;

import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.kubelet.images.store.RuntimeImages.StoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `djong image ls`
final class ImageListCommand extends ImageCommand {
    private static final int ID_LETTERS = 12;

    ImageListCommand() {
        super("djong image ls", "Lists the images that are there.", Arguments.NONE, () -> Options.of(ENDPOINT));
    }

    @Override
    int run(Settings settings, List<String> arguments, Terminal terminal) throws InterruptedException {
        return withRuntime(settings, terminal, runtime -> {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("IMAGE", "ID", "SIZE"));
            for (StoredImage image : runtime.images().list()) {
                var names = image.names().isEmpty() ? List.of("<none>") : image.names();
                for (String name : names) {
                    rows.add(List.of(name, id(image.id()), size(image.sizeBytes())));
                }
            }
            int nameColumns =
                    rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
            for (List<String> row : rows) {
                terminal.out()
                        .println(row.get(0)
                                        .concat(" "
                                                .repeat(nameColumns
                                                        + 3
                                                        - row.get(0).length()))
                                + row.get(1)
                                        .concat(" "
                                                .repeat(ID_LETTERS
                                                        + 3
                                                        - row.get(1).length()))
                                + row.get(2));
            }
            return DONE;
        });
    }

    private static String id(String id) {
        var hex = id.substring(id.indexOf(':') + 1);
        return hex.substring(0, Math.min(ID_LETTERS, hex.length()));
    }

    /// In the units that docker and crictl use: powers of ten.
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + "B";
        }
        double value = bytes / 1000.0;
        for (String unit : List.of("kB", "MB")) {
            if (value < 1000) {
                return String.format(Locale.ROOT, "%.3g%s", value, unit);
            }
            value /= 1000;
        }
        return String.format(Locale.ROOT, "%.3gGB", value);
    }
}
