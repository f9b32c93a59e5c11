package io.djong.djong.command;

import java.util.List;

/// The program's entry.
public final class Djong {
    private Djong() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    /// Runs one command line in this process.
    ///
    /// @return the exit status: 0 done, 1 failed, 2 the command line makes no sense
    public static int run(List<String> arguments) {
        var terminal = new Terminal(System.out, System.err, columns());
        try {
            return tree().run(arguments, terminal);
        } catch (InterruptedException e) {
            terminal.err().println("djong: interrupted");
            return Subcommand.FAILED;
        }
    }

    /// Every command there is. A component that is not built yet has none.
    static CommandGroup tree() {
        return new CommandGroup(
                "djong",
                "Kubernetes in Java: every component, in one process or many.",
                List.of(
                        new Deferred("up", UpCommand.SUMMARY, UpCommand::new),
                        new Deferred("status", StatusCommand.SUMMARY, StatusCommand::new),
                        new Deferred("logs", LogsCommand.SUMMARY, LogsCommand::new),
                        new Deferred("kubeconfig", KubeconfigCommand.SUMMARY, KubeconfigCommand::new),
                        new Deferred("down", DownCommand.SUMMARY, DownCommand::new),
                        new Deferred("reset", ResetCommand.SUMMARY, ResetCommand::new),
                        new Deferred("server", ServerCommand.SUMMARY, ServerCommand::new),
                        new Deferred("apiserver", ApiServerCommand.SUMMARY, ApiServerCommand::new),
                        new Deferred(
                                "controller-manager", ControllerManagerCommand.SUMMARY, ControllerManagerCommand::new),
                        new Deferred("scheduler", SchedulerCommand.SUMMARY, SchedulerCommand::new),
                        new Deferred("kubelet", KubeletCommand.SUMMARY, KubeletCommand::new),
                        new Deferred("proxy", ProxyCommand.SUMMARY, ProxyCommand::new),
                        new Deferred("dns", DnsCommand.SUMMARY, DnsCommand::new),
                        new Deferred("image", ImageCommand.SUMMARY, ImageCommand::group),
                        new VersionCommand()));
    }

    /// As the shell says; 0 when it does not.
    private static int columns() {
        var said = System.getenv("COLUMNS");
        return said != null && said.matches("[0-9]{2,4}") ? Integer.parseInt(said) : 0;
    }
}
