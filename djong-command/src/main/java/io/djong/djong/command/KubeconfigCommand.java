package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.time.RealEnvironment;
import io.djong.cluster.bootstrap.ClusterCertificates;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterOptions;
import io.djong.cluster.bootstrap.KubeconfigWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// `djong kubeconfig`: access for the administrator, or for another person.
final class KubeconfigCommand extends ClusterCommand {
    static final String SUMMARY = "Prints a kubeconfig: the administrator's, or one for another person.";

    private static final Option<String> USER = Option.of("user", OptionTypes.STRING, "")
            .key("")
            .help("The user that it is for; what that user may do, RBAC says.");
    private static final Option<List<String>> GROUP = Option.of("group", OptionTypes.STRING_ARRAY, List.<String>of())
            .key("")
            .help("A group that the user is in; may be given several times.");
    private static final Option<String> SERVER = Option.of("server", OptionTypes.STRING, "")
            .key("")
            .help("The URL of the API server as that person sees it.");

    KubeconfigCommand() {
        super(
                "djong kubeconfig",
                SUMMARY,
                Options.of(USER, GROUP, SERVER),
                Options.of(
                        ClusterOptions.DATA_DIR,
                        ClusterOptions.CONFIG_DIR,
                        ClusterOptions.BIND_ADDRESS,
                        ClusterOptions.SECURE_PORT));
    }

    @Override
    int work(Settings settings, CommandLine line, Terminal terminal) throws ClusterException, InterruptedException {
        requireRoot("giving access");
        var config = config(settings);
        var folders = config.folders();
        if (!Files.exists(folders.certificates().resolve("ca.key"))) {
            throw new ClusterException("there is no cluster in " + folders.state() + "; start one with djong up");
        }
        if (settings.get(USER).isEmpty()) {
            if (!settings.get(GROUP).isEmpty()) {
                throw new ClusterException("--group needs --user");
            }
            try {
                terminal.out().print(Files.readString(folders.kubeconfig()));
                return DONE;
            } catch (IOException e) {
                throw new ClusterException(folders.kubeconfig() + " cannot be read: " + Failure.sentence(e), e);
            }
        }
        try (var environment = RealEnvironment.create()) {
            var certificates = ClusterCertificates.open(folders.certificates(), environment.clock());
            var server = settings.get(SERVER).isEmpty() ? config.serverUrl() : settings.get(SERVER);
            terminal.out()
                    .print(new KubeconfigWriter(certificates, server).text(settings.get(USER), settings.get(GROUP)));
            return DONE;
        }
    }
}
