package io.djong.apiserver.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonValue;
import io.djong.apiserver.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// For every kind: each field of a rich object changed, taken away, or set where a poor object has none, by an update
/// of the object, its status and its other parts; and what becomes of it. `kinds` has the objects, `tables` the
/// outcomes, with `$here` for the field, `$old` and `$new` for its values.
/// `-Dtest.jvm.extra=-Ddjong.rewrite=true` writes the tables.
final class UpdateMatrixTest {
    private static final Path FILES = Path.of("src", "test", "resources", "io", "djong", "apiserver", "updates");

    @TestFactory
    Stream<DynamicTest> kindsThatAreOnByDefault() throws Exception {
        return tests(false);
    }

    @TestFactory
    Stream<DynamicTest> kindsThatAreSwitchedOn() throws Exception {
        return tests(true);
    }

    private static Stream<DynamicTest> tests(boolean gated) throws Exception {
        var test = gated ? TestServer.ofEverything() : TestServer.likeRecorded();
        var server = new Server(test.server().handler());
        server.post("/api/v1/namespaces", named("matrix"));
        server.post("/api/v1/namespaces", named("limits"));
        return kinds().stream()
                .filter(kind -> kind.gated() == gated)
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> compare(server, kind)))
                .onClose(() -> {
                    try {
                        test.stop();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static JsonValue named(String name) throws Exception {
        return JsonValue.parse("{\"metadata\":{\"name\":\"" + name + "\"}}");
    }

    private static List<KindCase> kinds() throws Exception {
        try (var files = Files.list(FILES.resolve("kinds"))) {
            var kinds = new ArrayList<KindCase>();
            for (var file : files.sorted().toList()) {
                kinds.add(KindCase.read(file));
            }
            return kinds;
        }
    }

    private static void compare(Server server, KindCase kind) throws Exception {
        var lines = new Matrix(server, kind).lines();
        var table = FILES.resolve("tables").resolve(kind.name() + ".txt");
        if (Boolean.getBoolean("djong.rewrite")) {
            Files.createDirectories(table.getParent());
            Files.write(table, lines);
            return;
        }
        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(table));
    }
}
