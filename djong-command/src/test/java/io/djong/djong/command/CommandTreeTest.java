package io.djong.djong.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTreeTest {
    private static final Option<String> NAME =
            Option.of("name", OptionTypes.STRING, "").help("What it is called.");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /// Says what it was called with.
    private static final class Load extends OptionsCommand {
        Load() {
            super("djong image load", "Loads images.", new Arguments("FILE...", 1, 9), () -> Options.of(NAME));
        }

        @Override
        int run(Settings settings, List<String> arguments, Terminal terminal) {
            terminal.out().print(settings.get(NAME) + arguments);
            return DONE;
        }
    }

    @Test
    void runsTheCommandThatTheWordsName() throws Exception {
        assertThat(run("image", "load", "a.tar", "--name", "app", "b.tar")).isZero();
        assertThat(out).hasToString("app[a.tar, b.tar]");
    }

    @Test
    void namesWhatWasProbablyMeant() throws Exception {
        assertThat(run("imgae")).isEqualTo(2);
        assertThat(err).hasToString("djong: there is no \"imgae\"; did you mean \"image\"? See djong --help.\n");
    }

    @Test
    void saysWhenNothingOfTheKindIsThere() throws Exception {
        assertThat(run("zzzzzzzz")).isEqualTo(2);
        assertThat(err).hasToString("djong: there is no \"zzzzzzzz\". See djong --help.\n");
    }

    @Test
    void refusesAnUnknownFlagByItsNearestName() throws Exception {
        assertThat(run("image", "load", "--nmae=app", "a.tar")).isEqualTo(2);
        assertThat(err).hasToString("djong image load: unknown flag: --nmae; did you mean --name?\n");
        assertThat(out).hasToString("");
    }

    @Test
    void saysWhichArgumentIsMissing() throws Exception {
        assertThat(run("image", "load")).isEqualTo(2);
        assertThat(err).hasToString("djong image load: wants FILE...; see djong image load --help\n");
    }

    @Test
    void listsWhatThereIs() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  image   Images.\n");
        assertThat(run("image", "load", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Usage: djong image load [flags] FILE...", "--name string   What it is called.");
    }

    @Test
    void withoutACommandSaysWhatThereIsAndFails() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: djong COMMAND");
    }

    @Test
    void theShippedTreeKnowsItsVersion() throws Exception {
        assertThat(Djong.tree().run(List.of("version"), terminal())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("djong ", "java  25");
    }

    private int run(String... words) throws InterruptedException {
        var image = new CommandGroup("djong image", "Images.", List.of(new Load()));
        return new CommandGroup("djong", "All.", List.of(image)).run(List.of(words), terminal());
    }

    private Terminal terminal() {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
    }
}
