package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.StartException;
import io.djong.base.log.LogOptions;
import io.djong.base.time.RealEnvironment;
import io.djong.cluster.assembly.LocalCluster;
import io.djong.cluster.assembly.StartListener;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterOptions;
import io.djong.djong.log.LogFinder;

/// `djong server`: the cluster of this machine in the foreground, until it is told to end. `djong
/// up` starts it in the background.
final class ServerCommand extends ClusterCommand {
    static final String SUMMARY = "Runs a cluster of one node, this machine, in the foreground.";

    ServerCommand() {
        super("djong server", SUMMARY, Options.of(), ClusterOptions.OPTIONS.and(LogOptions.ALL));
    }

    @Override
    int work(Settings settings, CommandLine line, Terminal terminal) throws ClusterException, InterruptedException {
        requireRoot("running a cluster");
        LogFinder.configure(LogOptions.of(settings));
        var config = config(settings);
        StartChecks.all(config);
        var progress = StartProgress.begin(config.folders());
        try (var termination = new Termination();
                var environment = RealEnvironment.create()) {
            var cluster = new LocalCluster(environment, config, told(progress, termination, terminal));
            try {
                cluster.start();
            } catch (StartException e) {
                if (!termination.isAsked()) {
                    progress.failed(Failure.sentence(e));
                }
                return fail(terminal, Failure.sentence(e));
            }
            if (!termination.isAsked()) {
                progress.done();
            }
            termination.await();
            cluster.stop();
            return DONE;
        }
    }

    /// One that was asked to end while it started is not ready for anybody.
    private static StartListener told(StartProgress progress, Termination termination, Terminal terminal) {
        return new StartListener() {
            @Override
            public void reached(String step) {
                terminal.err().println("djong server: " + step);
                progress.reached(step);
            }

            @Override
            public void nodeReady() {
                if (!termination.isAsked()) {
                    progress.nodeReady();
                }
            }
        };
    }
}
