package io.djong.djong.command;

import io.djong.base.config.Option;
import io.djong.base.config.Settings;
import io.djong.base.log.LogOptions;
import io.djong.cluster.bootstrap.ClusterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The command line of `djong server` that means what the settings of `djong up` do.
final class StartFlags {
    private StartFlags() {}

    /// Everything that was said by a flag; what stands in a file is read again.
    static List<String> of(Settings settings) {
        var line = new ArrayList<String>();
        var options = Stream.concat(
                        Stream.concat(Stream.of(ClusterCommand.CONFIG), ClusterOptions.OPTIONS.all().stream()),
                        LogOptions.ALL.all().stream())
                .toList();
        for (Option<?> option : options) {
            var source = settings.source(option);
            if (source != null && source.startsWith("--")) {
                add(line, option, settings);
            }
        }
        return line;
    }

    private static <T extends @Nullable Object> void add(List<String> line, Option<T> option, Settings settings) {
        if (settings.get(option) instanceof List<?> values) {
            values.forEach(value -> line.add("--" + option.flag() + "=" + value));
        } else {
            line.add("--" + option.flag() + "=" + settings.get(option));
        }
    }
}
