package io.djong.djong.command;

import io.djong.apiserver.options.ApiServerOptions;
import io.djong.base.config.CommandLine;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.time.RealEnvironment;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterOptions;
import io.djong.cluster.bootstrap.Traces;
import io.djong.cluster.node.Leaving;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/// `djong reset`: takes the cluster away with everything in it.
final class ResetCommand extends ClusterCommand {
    static final String SUMMARY = "Removes the cluster and every trace of it from this machine.";

    ResetCommand() {
        super(
                "djong reset",
                SUMMARY,
                Options.of(),
                ClusterOptions.FOLDERS_AND_RUNTIME.and(Options.of(ApiServerOptions.ETCD_SERVERS)));
    }

    @Override
    int work(Settings settings, CommandLine line, Terminal terminal) throws ClusterException, InterruptedException {
        requireRoot("removing a cluster");
        var config = config(settings);
        Set<String> installed = new TreeSet<>();
        try {
            installed = new Traces(config.folders().traces()).installed();
        } catch (IOException e) {
            terminal.err().println("djong reset: " + config.folders().traces() + ": " + Failure.sentence(e));
        }
        try (var environment = RealEnvironment.create()) {
            new ServerProcess(config.folders()).end(environment);
            BackgroundTraining.end(config);
            var problems = new Leaving(environment, config).removeAll();
            problems.forEach(problem -> terminal.err().println("djong reset: " + problem));
            terminal.out()
                    .println(
                            problems.isEmpty()
                                    ? "The cluster is gone."
                                    : "The cluster is gone but for what is said above.");
            if (!config.etcd().isEmpty()) {
                terminal.out()
                        .println("Its objects are still in etcd at "
                                + String.join(", ", config.etcd().servers()) + ", below /registry.");
            }
            if (!installed.isEmpty()) {
                terminal.out()
                        .println("These packages were installed for it and are still there: "
                                + String.join(" ", installed));
            }
            return problems.isEmpty() ? DONE : FAILED;
        }
    }
}
