package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stock kubectl creates, lists, describes, explains, labels and deletes every kind that is on by default.
class KubectlKindsTest {
    /// Asked by name in upstream's list of resources, and not there to be created.
    private static final Set<String> NOT_CREATED = Set.of("componentstatuses");

    @TempDir
    private static Path folder;

    private static ApiServerProcess server;
    private static String created;
    private static String manifest;

    @BeforeAll
    static void start() throws Exception {
        server = EveryKind.start(folder);
        manifest = EveryKind.manifest(folder).toString();
        created = server.kubectl("create", "--namespace=demo", "-f", manifest);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsEachOfThem() throws Exception {
        var objects = EveryKind.objects();
        assertThat(created.lines().filter(line -> line.endsWith(" created"))).hasSize(objects.size());
        var kinds = objects.stream().map(object -> object.string("kind")).collect(Collectors.toSet());
        for (var line : server.kubectl("api-resources", "--verbs=create,list", "--no-headers")
                .lines()
                .toList()) {
            var columns = line.split(" +");
            if (!NOT_CREATED.contains(columns[0])) {
                assertThat(kinds).as(line).contains(columns[columns.length - 1]);
            }
        }
    }

    @Test
    void listsDescribesAndExplainsEachOfThem() throws Exception {
        for (var resource : listed()) {
            var wide = quiet("get", resource, "--all-namespaces", "-o", "wide");
            assertThat(wide.lines().findFirst()).as(resource).get().asString().contains("NAME");
            assertThat(server.kubectl("describe", resource, "--all-namespaces"))
                    .as(resource)
                    .contains("Name:");
        }
        for (var line : server.kubectl("api-resources", "--verbs=create,list", "--no-headers")
                .lines()
                .toList()) {
            var columns = line.split(" +");
            var version = columns[columns.length - 3];
            assertThat(server.kubectl("explain", columns[0], "--api-version=" + version))
                    .as(line)
                    .contains("KIND: ", columns[columns.length - 1], "FIELDS:");
        }
    }

    @Test
    void getsLabelsAndGetsThemAgain() throws Exception {
        server.kubectl("label", "--namespace=demo", "-f", manifest, "season=autumn");
        var labelled =
                quiet("get", "--namespace=demo", "-f", manifest, "-o", "jsonpath={.items[*].metadata.labels.season}");
        assertThat(labelled.split(" ")).hasSameSizeAs(EveryKind.objects()).containsOnly("autumn");
    }

    /// What is printed, without the warnings that go to the other stream.
    private static String quiet(String... arguments) throws Exception {
        return server.kubectl(arguments)
                .lines()
                .filter(line -> !line.startsWith("Warning: "))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> listed() throws Exception {
        var all = new ArrayList<>(server.kubectl("api-resources", "--verbs=create,list", "-o", "name")
                .lines()
                .toList());
        all.removeAll(NOT_CREATED);
        return all;
    }
}
