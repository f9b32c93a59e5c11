package io.djong.apiserver.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.Resource;
import io.djong.api.validation.kinds.Validation;
import io.djong.api.validation.rows.RuleCoverage;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Subresource;
import io.djong.apiserver.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of kinds in `docs/compatibility.md`, derived from the declarations and the rules.
/// `-Dtest.jvm.extra=-Ddjong.rewrite=true` writes it.
final class KindsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
    private static final String BEGIN = "<!-- derived: kinds -->\n";
    private static final String END = "<!-- end -->";
    private static final String HEAD =
            "| kind | versions, the stored one first | served | subresources | rules |\n|---|---|---|---|---|\n";

    @Test
    void thePageSaysWhatIsDeclared() throws Exception {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END, from);
        assertThat(page).contains(BEGIN);
        var wanted = table();
        if (Boolean.getBoolean("djong.rewrite")) {
            Files.writeString(PAGE, page.substring(0, from) + wanted + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(wanted);
    }

    private static String table() throws Exception {
        var server = TestServer.ofEverything();
        try {
            return server.server().core().kinds().stream()
                    .map(kind -> kind.objects().declaration())
                    .sorted(Comparator.comparing(KindsPageTest::group)
                            .thenComparing(one -> one.resource().kind()))
                    .map(KindsPageTest::row)
                    .collect(Collectors.joining("", HEAD, ""));
        } finally {
            server.stop();
        }
    }

    private static String group(ResourceDeclaration<?> declaration) {
        return declaration.resource().group();
    }

    private static String row(ResourceDeclaration<?> declaration) {
        var resource = declaration.resource();
        var group = resource.group().isEmpty() ? "" : " (" + resource.group() + ")";
        return "| %s%s | %s | %s | %s | %s |\n"
                .formatted(
                        resource.kind(),
                        group,
                        declaration.versions().stream()
                                .map(KindsPageTest::version)
                                .collect(Collectors.joining(", ")),
                        served(declaration),
                        declaration.subresources().stream()
                                .map(Subresource::name)
                                .sorted()
                                .collect(Collectors.joining(", ")),
                        rules(declaration));
    }

    private static String version(Resource<?> version) {
        return version.onByDefault() ? version.version() : version.version() + " (off)";
    }

    private static String served(ResourceDeclaration<?> declaration) {
        var wants = new ArrayList<String>();
        if (!declaration.serving().enforced()) {
            wants.add("`--serve-unenforced`");
        }
        if (declaration.serving().gate() != null) {
            wants.add("gate `" + declaration.serving().gate() + "`");
        }
        if (declaration.versions().stream().noneMatch(Resource::onByDefault)) {
            wants.add("`--runtime-config`");
        }
        return wants.isEmpty() ? "yes" : "with " + String.join(", ", wants);
    }

    /// Rules are asked in whichever version they are written for.
    private static String rules(ResourceDeclaration<?> declaration) {
        var coverages = declaration.versions().stream()
                .map(version -> Validation.coverage(version.type().empty().getClass()))
                .toList();
        var own = new ArrayList<String>();
        if (coverages.stream().anyMatch(RuleCoverage::creation)) {
            own.add("create");
        }
        if (coverages.stream().anyMatch(RuleCoverage::update)) {
            own.add("update");
        }
        if (coverages.stream().anyMatch(RuleCoverage::statusUpdate)) {
            own.add("status");
        }
        return own.isEmpty() ? "metadata only" : String.join(", ", own);
    }
}
