package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.time.RealEnvironment;
import io.djong.cluster.assembly.ClusterStatus;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterOptions;

/// `djong status`: how each part of the cluster is, and where it keeps things.
final class StatusCommand extends ClusterCommand {
    static final String SUMMARY = "Says how each component is, and where state and logs are.";

    private static final String FORM = "%-20s %-10s %-16s %s%n";

    StatusCommand() {
        super("djong status", SUMMARY, Options.of(), ClusterOptions.SEEN_FROM_OUTSIDE);
    }

    @Override
    int work(Settings settings, CommandLine line, Terminal terminal) throws ClusterException, InterruptedException {
        requireRoot("looking into a cluster");
        var config = config(settings);
        var out = terminal.out();
        var running = new ServerProcess(config.folders()).running();
        if (running.isEmpty()) {
            out.println("No cluster runs (djong up starts one).");
            folders(config, terminal);
            return FAILED;
        }
        boolean well = true;
        try (var environment = RealEnvironment.create();
                var status = ClusterStatus.open(environment, config)) {
            out.println("djong " + VersionCommand.version() + ", process "
                    + running.get().pid());
            out.printf(FORM, "COMPONENT", "HEALTH", "VERSION", "ADDRESS");
            for (var part : status.parts()) {
                well &= part.isWell();
                out.printf(FORM, part.name(), part.isWell() ? "ok" : "failing", part.version(), part.address());
                if (!part.isWell()) {
                    out.println("  " + part.failure());
                }
            }
            var node = status.nodeFailure();
            well &= node.isEmpty();
            out.printf(
                    FORM,
                    "node " + config.nodeName(),
                    node.isEmpty() ? "ready" : "not ready",
                    "",
                    config.nodeAddress().getHostAddress());
            if (!node.isEmpty()) {
                out.println("  " + node);
            }
        }
        folders(config, terminal);
        return well ? DONE : FAILED;
    }

    private static void folders(ClusterConfig config, Terminal terminal) {
        var folders = config.folders();
        var out = terminal.out();
        out.println();
        out.println("kubeconfig  " + folders.kubeconfig());
        out.println("state       " + folders.state());
        if (!config.etcd().isEmpty()) {
            out.println("objects     etcd at " + String.join(", ", config.etcd().servers()));
        }
        out.println("logs        " + folders.log() + ", " + folders.runtimeLog());
        out.println("pod logs    " + config.podLogs());
    }
}
