package io.djong.apiserver.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of `docs/conformance.md`, from `behaviours.tsv`, whose names are upstream's and stand in the tests that
/// it names. `-Dtest.jvm.extra=-Ddjong.rewrite=true` writes the page.
final class ConformancePageTest {
    private static final Path PAGE = Path.of("..", "docs", "conformance.md");
    private static final Path NAMES = Path.of("..", "..", "shared", "reference", "conformance", "names.txt");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final String BEGIN = "<!-- derived: behaviours -->\n";
    private static final String END = "<!-- end -->";

    /// One behaviour.
    ///
    /// @param tests of ours that carry its name, with commas between them; "" for none
    /// @param needs what it wants beside an API server where there is none; "" otherwise
    private record Behaviour(String area, String name, String tests, String needs) {
        static Behaviour of(String line) {
            var columns = line.split("\t", -1);
            return new Behaviour(columns[0], columns[1], columns[2], columns[3]);
        }

        String row() {
            var here = tests.isEmpty() ? "needs " + needs : "`" + tests.replace(", ", "`, `") + "`";
            return "| %s | %s | %s |\n".formatted(area, name, here);
        }
    }

    private static List<Behaviour> behaviours() throws IOException {
        try (var in = ConformancePageTest.class.getResourceAsStream("behaviours.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(Behaviour::of)
                    .toList();
        }
    }

    /// The sources of tests by the names of their classes, with texts that are put together put together.
    private static Map<String, String> sources() throws IOException {
        try (var files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ConformancePageTest::source,
                            (one, other) -> one + other));
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyBehaviourHasATestOrSaysWhatItNeeds() throws Exception {
        var upstream = Files.readAllLines(NAMES);
        var sources = sources();
        for (var behaviour : behaviours()) {
            assertThat(upstream).anyMatch(name -> name.startsWith(behaviour.name() + " ["));
            assertThat(behaviour.tests().isEmpty())
                    .as(behaviour.name())
                    .isNotEqualTo(behaviour.needs().isEmpty());
            for (var test : behaviour.tests().split(", ")) {
                if (!test.isEmpty()) {
                    assertThat(sources.get(test)).as(test).contains("\"" + behaviour.name() + "\"");
                }
            }
        }
    }

    @Test
    void thePageHasThemAll() throws Exception {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END, from);
        var rows = behaviours().stream().map(Behaviour::row).collect(Collectors.joining());
        var wanted = "| area | behaviour | here |\n|---|---|---|\n" + rows;
        if (Boolean.getBoolean("djong.rewrite")) {
            Files.writeString(PAGE, page.substring(0, from) + wanted + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(wanted);
    }
}
