package io.djong.api.exchanges;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The sample exchanges in the folder that is shared beside the clone.
final class Exchanges {
    private Exchanges() {}

    /// One case: steps in order.
    record Case(String id, List<JsonObject> steps) {}

    private static Path folder() {
        String given = System.getProperty("djong.reference");
        // tests run in the module's folder
        var path = given == null ? Path.of("..", "..", "shared", "reference") : Path.of(given);
        var exchanges = path.resolve("exchanges");
        if (!Files.isDirectory(exchanges)) {
            throw new IllegalStateException("The sample exchanges are not at "
                    + exchanges.toAbsolutePath().normalize()
                    + ": put the shared folder beside the clone, or set -Ddjong.reference to its reference folder.");
        }
        return exchanges;
    }

    /// The cases of an area.
    static List<Case> of(String area) {
        var cases = new ArrayList<Case>();
        try (var files = Files.list(folder().resolve(area))) {
            for (var file : files.sorted().toList()) {
                cases.add(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static Case read(Path file) throws IOException {
        try {
            var json = (JsonObject) JsonValue.parse(Files.readAllBytes(file));
            var steps = new ArrayList<JsonObject>();
            for (var step : json.array("steps").values()) {
                steps.add((JsonObject) step);
            }
            return new Case(json.string("id"), steps);
        } catch (JsonException e) {
            throw new IOException(file.toString(), e);
        }
    }
}
