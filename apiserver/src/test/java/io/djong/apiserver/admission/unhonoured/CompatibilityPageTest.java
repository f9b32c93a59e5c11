package io.djong.apiserver.admission.unhonoured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The part of `docs/compatibility.md` that is derived from the table.
/// `-Dtest.jvm.extra=-Ddjong.rewrite=true` writes it.
final class CompatibilityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
    private static final String BEGIN = "<!-- derived: unhonoured -->\n";
    private static final String END = "<!-- end -->";

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END, from);
        assertThat(page).contains(BEGIN);
        assertThat(to).isGreaterThanOrEqualTo(from);
        var wanted = Unhonoured.markdown(Unhonoured.ofCluster());
        if (Boolean.getBoolean("djong.rewrite")) {
            Files.writeString(PAGE, page.substring(0, from) + wanted + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(wanted);
    }
}
