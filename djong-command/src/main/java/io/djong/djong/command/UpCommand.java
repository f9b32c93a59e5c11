package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.log.LogOptions;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.cluster.assembly.ClusterStatus;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterOptions;
import io.djong.cluster.node.RuntimeMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `djong up`: a cluster on this machine, in the background, ready to be used when the command returns.
final class UpCommand extends ClusterCommand {
    static final String SUMMARY = "Starts a cluster of one node, this machine, in the background.";

    private static final Option<Duration> WAIT = Option.of("wait", OptionTypes.DURATION, Duration.ofMinutes(2))
            .key("")
            .help("How long to wait until the node is ready; 0s does not wait.");
    private static final Option<Boolean> PACKAGES =
            Option.of("packages", OptionTypes.BOOL, true).key("").help("Whether to install what the machine lacks.");
    private static final Option<Boolean> TRAIN = Option.of("train", OptionTypes.BOOL, true)
            .key("")
            .help("Whether to make the AOT cache that lets the next start be quick, beside the running cluster.");
    private static final Duration POLL = Duration.ofMillis(20);
    private static final double NANOS_PER_SECOND = 1e9;

    UpCommand() {
        super("djong up", SUMMARY, Options.of(WAIT, PACKAGES, TRAIN), ClusterOptions.OPTIONS.and(LogOptions.ALL));
    }

    @Override
    int work(Settings settings, CommandLine line, Terminal terminal) throws ClusterException, InterruptedException {
        requireRoot("starting a cluster");
        var config = config(settings);
        var server = new ServerProcess(config.folders());
        try (var environment = RealEnvironment.create()) {
            var running = server.running();
            if (running.isPresent()) {
                terminal.out()
                        .println("A cluster runs already (process "
                                + running.get().pid() + ").");
                hints(config, terminal);
                return DONE;
            }
            if (settings.get(PACKAGES)) {
                MissingPackages.install(config, terminal);
            }
            StartChecks.all(config);
            if (!RuntimeMachine.cgroupV2()) {
                terminal.out()
                        .println("This machine has control groups version 1 only, which Kubernetes is leaving behind;"
                                + " they are used all the same.");
            }
            if (settings.get(ClusterOptions.NODE_NAME).isEmpty()
                    && !config.nodeName().equals(machineName())) {
                terminal.out()
                        .println("This machine is called " + machineName() + " now; its node keeps the name "
                                + config.nodeName() + " (--node-name gives it another).");
            }
            var progress = StartProgress.of(config.folders());
            progress.forget();
            long began = environment.ticker().nanos();
            var process = server.launch(StartFlags.of(line));
            follow(environment, config, progress, process, terminal, began);
            if (settings.get(WAIT).isPositive()) {
                new NodeWait(environment, progress, process::isAlive)
                        .await(
                                settings.get(WAIT),
                                () -> ending(config),
                                () -> nodeFailure(environment, config) + "; djong status tells more, and the log is "
                                        + config.folders().log());
                step(terminal, environment, began, "node " + config.nodeName() + " is ready");
            }
            if (settings.get(TRAIN)) {
                BackgroundTraining.start(config);
            }
        }
        terminal.out().println();
        hints(config, terminal);
        return DONE;
    }

    private static void step(Terminal terminal, Environment environment, long began, String what) {
        double seconds = (environment.ticker().nanos() - began) / NANOS_PER_SECOND;
        terminal.out().println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, what));
    }

    /// Tells each step as it is reached, until all are.
    private static void follow(
            Environment environment,
            ClusterConfig config,
            StartProgress progress,
            Detached process,
            Terminal terminal,
            long began)
            throws ClusterException, InterruptedException {
        int told = 0;
        while (true) {
            boolean alive = process.isAlive();
            var reached = progress.read();
            for (; told < reached.steps().size(); told++) {
                step(terminal, environment, began, reached.steps().get(told));
            }
            if (!reached.failure().isEmpty()) {
                throw new ClusterException(
                        reached.failure() + "; the log is " + config.folders().log());
            }
            if (reached.done()) {
                return;
            }
            if (!alive) {
                throw new ClusterException("the cluster ended while it started: " + ending(config));
            }
            environment.timers().sleep(POLL);
        }
    }

    private static String nodeFailure(Environment environment, ClusterConfig config)
            throws ClusterException, InterruptedException {
        try (var status = ClusterStatus.open(environment, config)) {
            return status.nodeFailure();
        }
    }

    /// What is known of a cluster that ended and did not say why.
    private static String ending(ClusterConfig config) {
        return "its log ends with \"" + LogTail.last(config.folders())
                + "\"; if somebody ended it, djong up starts it again; the log is "
                + config.folders().log();
    }

    /// What to try next.
    private static void hints(ClusterConfig config, Terminal terminal) {
        var out = terminal.out();
        out.println("Try:");
        out.println("  export KUBECONFIG=" + config.folders().kubeconfig());
        out.println("  kubectl apply -f " + example());
        out.println("  kubectl -n demo get pods -o wide -w");
        if (RuntimeMachine.program("kubectl").isEmpty()) {
            out.println();
            out.println(
                    "There is no kubectl on this machine; https://kubernetes.io/docs/tasks/tools says how to get it.");
        }
    }

    private static String example() {
        var near = Path.of("examples/hello.yaml");
        if (Files.exists(near)) {
            return near.toString();
        }
        return Path.of(System.getProperty("djong.home", ""), near.toString()).toString();
    }

    /// The programs that a node needs; see `lib/packages.bash`.
    static List<String> needed() {
        return List.of(
                "containerd:/usr/bin/containerd",
                "runc:/usr/sbin/runc",
                "containernetworking-plugins:/usr/lib/cni/bridge",
                "nftables:/usr/sbin/nft",
                "iptables:/usr/sbin/iptables",
                "busybox-static:/usr/share/doc/busybox-static/copyright");
    }
}
