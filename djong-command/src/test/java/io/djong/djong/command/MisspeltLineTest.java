package io.djong.djong.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every command that ships tells a flag that it does not know by its nearest name, and does nothing.
class MisspeltLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "up, --wiat, --wait",
        "status, --data-dri, --data-dir",
        "logs, --folow, --follow",
        "kubeconfig, --usr, --user",
        "down, --al, --all",
        "reset, --conifg, --config",
        "server, --node-nmae, --node-name",
        "apiserver, --secure-prot, --secure-port",
        "controller-manager, --kubeconfg, --kubeconfig",
        "scheduler, --confg, --config",
        "kubelet, --hostname-overide, --hostname-override",
        "proxy, --hostname-overide, --hostname-override",
        "dns, --bind-adress, --bind-address",
        "image load, --nmae, --name",
        "image build, --ouput, --output",
        "image ls, --container-runtime-endpiont, --container-runtime-endpoint",
        "image rm, --container-runtime-endpiont, --container-runtime-endpoint",
    })
    void anUnknownFlagIsToldWithTheNearest(String command, String flag, String nearest) throws Exception {
        assertThat(run(command + " " + flag + "=x")).isEqualTo(Subcommand.MISUSED);

        assertThat(err)
                .hasToString("djong " + command + ": unknown flag: " + flag + "; did you mean " + nearest + "?\n");
        assertThat(out).hasToString("");
    }

    @ParameterizedTest
    @CsvSource({"upp, up", "statsu, status", "restet, reset", "controler-manager, controller-manager", "imge, image"})
    void anUnknownCommandIsToldWithTheNearest(String command, String nearest) throws Exception {
        assertThat(run(command)).isEqualTo(Subcommand.MISUSED);

        assertThat(err)
                .hasToString("djong: there is no \"" + command + "\"; did you mean \"" + nearest
                        + "\"? See djong --help.\n");
    }

    @ParameterizedTest
    @CsvSource({"controller-manager", "scheduler", "kubelet", "proxy"})
    void aComponentAloneNeedsToKnowWhereTheServerIs(String command) throws Exception {
        assertThat(run(command)).isEqualTo(Subcommand.FAILED);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--kubeconfig is needed: it says where")
                .endsWith("\n");
    }

    @Test
    void namesNeedAnAddressToBeAnsweredAt() throws Exception {
        assertThat(run("dns")).isEqualTo(Subcommand.MISUSED);
        assertThat(err).hasToString("djong dns: --bind-address is needed: the address where names are answered\n");
    }

    private int run(String line) throws InterruptedException {
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
        return Djong.tree().run(List.of(line.split(" ")), terminal);
    }
}
