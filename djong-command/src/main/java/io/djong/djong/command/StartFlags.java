package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.Option;
import io.djong.base.log.LogOptions;
import io.djong.cluster.bootstrap.ClusterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The command line of `djong server` that means what that of `djong up` does.
final class StartFlags {
    private StartFlags() {}

    /// Every flag of the cluster, as it was given; what stands in a file is read again.
    static List<String> of(CommandLine line) {
        var flags = new ArrayList<String>();
        Stream.of(List.of(ClusterCommand.CONFIG), ClusterOptions.OPTIONS.all(), LogOptions.ALL.all())
                .flatMap(List::stream)
                .map(Option::flag)
                .forEach(flag -> line.flags()
                        .getOrDefault(flag, List.of())
                        .forEach(text -> flags.add("--" + flag + "=" + text)));
        return flags;
    }
}
