package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.time.RealEnvironment;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterOptions;
import io.djong.cluster.node.Leaving;

/// `djong down`: ends the cluster's process. Containers go on unless told otherwise.
final class DownCommand extends ClusterCommand {
    static final String SUMMARY = "Stops the cluster; containers keep running unless --all is given.";

    private static final Option<Boolean> ALL =
            Option.of("all", OptionTypes.BOOL, false).key("").help("Stops the containers and their runtime, too.");

    DownCommand() {
        super("djong down", SUMMARY, Options.of(ALL), ClusterOptions.FOLDERS_AND_RUNTIME);
    }

    @Override
    int work(Settings settings, CommandLine line, Terminal terminal) throws ClusterException, InterruptedException {
        requireRoot("stopping a cluster");
        var config = config(settings);
        try (var environment = RealEnvironment.create()) {
            boolean ran = new ServerProcess(config.folders()).end(environment);
            terminal.out().println(ran ? "The cluster has stopped." : "No cluster ran.");
            if (!settings.get(ALL)) {
                if (ran) {
                    terminal.out().println("Containers go on; djong up takes them over, djong down --all stops them.");
                }
                return DONE;
            }
            var problems = new Leaving(environment, config).stopContainers(false);
            problems.forEach(problem -> terminal.err().println("djong down: " + problem));
            if (problems.isEmpty()) {
                terminal.out().println("Containers and their runtime have stopped.");
            }
            return problems.isEmpty() ? DONE : FAILED;
        }
    }
}
