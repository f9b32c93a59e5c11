package io.djong.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Decisions are found by their number, so each has its own and stands in the index.
class DecisionsTest {
    private static final Path FOLDER = Path.of("../docs/decisions");

    @Test
    void everyDecisionHasItsOwnNumber() throws IOException {
        assertThat(pages().stream().map(name -> name.substring(0, 4)).toList())
                .allMatch(number -> number.matches("\\d{4}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDecisionStandsInTheIndex() throws IOException {
        var index = Files.readString(FOLDER.resolve("0000-index.md"));
        assertThat(pages()).allMatch(page -> page.startsWith("0000-") || index.contains("(" + page + ")"));
    }

    private static List<String> pages() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
