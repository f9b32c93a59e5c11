package io.djong.djong.command;

import io.djong.base.config.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A command that only chooses among its subcommands; `djong` itself is one.
final class CommandGroup implements Subcommand {
    private final String path;
    private final String summary;
    private final Map<String, Subcommand> subcommands = new LinkedHashMap<>();

    /// @param path all words of the command: `djong image`
    /// @param subcommands in the order in which `--help` lists them
    CommandGroup(String path, String summary, List<Subcommand> subcommands) {
        this.path = path;
        this.summary = summary;
        subcommands.forEach(subcommand -> this.subcommands.put(subcommand.name(), subcommand));
    }

    @Override
    public String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws InterruptedException {
        var first = arguments.isEmpty() ? "" : arguments.getFirst();
        if (first.isEmpty()) {
            terminal.err().print(help());
            return MISUSED;
        }
        if (first.equals("--help") || first.equals("-h") || first.equals("help")) {
            terminal.out().print(help());
            return DONE;
        }
        var subcommand = subcommands.get(first);
        if (subcommand == null) {
            var nearest = NearestName.of(first, subcommands.keySet());
            terminal.err()
                    .println(path + ": there is no \"" + first + "\""
                            + (nearest == null ? "." : "; did you mean \"" + nearest + "\"?") + " See " + path
                            + " --help.");
            return MISUSED;
        }
        return subcommand.run(arguments.subList(1, arguments.size()), terminal);
    }

    private String help() {
        var text = new StringBuilder(summary).append("\n\nUsage: ").append(path).append(" COMMAND [flags]\n\n");
        int columns =
                subcommands.keySet().stream().mapToInt(String::length).max().orElse(0) + 3;
        subcommands.forEach((name, subcommand) -> text.append("  ")
                .append(name)
                .repeat(' ', columns - name.length())
                .append(subcommand.summary())
                .append('\n'));
        return text.append('\n')
                .append(path)
                .append(" COMMAND --help tells more.\n")
                .toString();
    }
}
