package io.djong.scheduler.process;

import io.djong.scheduler.profile.ExtensionPoint;
import io.djong.scheduler.profile.PluginArguments;
import io.djong.scheduler.profile.PluginSet;
import io.djong.scheduler.profile.ProfileConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads one profile of a configuration file.
final class ProfileReader {
    private final ConfigTree tree;

    ProfileReader(ConfigTree tree) {
        this.tree = tree;
    }

    ProfileConfig read() {
        tree.allow("schedulerName", "percentageOfNodesToScore", "plugins", "pluginConfig");
        Integer percentage = tree.has("percentageOfNodesToScore")
                ? (Integer) (int) tree.whole("percentageOfNodesToScore", 0, 100, 0)
                : null;
        return ProfileConfig.of(
                tree.text("schedulerName", ProfileConfig.DEFAULT_SCHEDULER_NAME), percentage, plugins(), arguments());
    }

    private Map<ExtensionPoint, PluginSet> plugins() {
        var said = tree.inner("plugins");
        said.allow(
                Arrays.stream(ExtensionPoint.values()).map(ExtensionPoint::key).toArray(String[]::new));
        Map<ExtensionPoint, PluginSet> sets = new EnumMap<>(ExtensionPoint.class);
        for (ExtensionPoint point : ExtensionPoint.values()) {
            if (said.has(point.key())) sets.put(point, set(said.inner(point.key())));
        }
        return sets;
    }

    private static PluginSet set(ConfigTree set) {
        set.allow("enabled", "disabled");
        List<PluginSet.Enabled> enabled = new ArrayList<>();
        for (ConfigTree plugin : set.all("enabled")) {
            plugin.allow("name", "weight");
            String name = plugin.text("name", "");
            if (!isPlugin(name)) plugin.wrong("name", "there is no plug-in \"" + name + "\"");
            else enabled.add(new PluginSet.Enabled(name, (int) plugin.whole("weight", 0, Integer.MAX_VALUE, 0)));
        }
        Set<String> disabled = new HashSet<>();
        for (ConfigTree plugin : set.all("disabled")) {
            plugin.allow("name", "weight");
            disabled.add(plugin.text("name", ""));
        }
        return new PluginSet(enabled, disabled);
    }

    /// Upstream's default profile names all plug-ins that there are.
    private static boolean isPlugin(String name) {
        return ProfileConfig.DEFAULT_PLUGINS.enabled().stream()
                .anyMatch(plugin -> plugin.name().equals(name));
    }

    private Map<String, PluginArguments> arguments() {
        Map<String, PluginArguments> arguments = new TreeMap<>();
        for (ConfigTree said : tree.all("pluginConfig")) {
            said.allow("name", "args");
            String name = said.text("name", "");
            var read = ArgumentsReader.read(name, said.inner("args"));
            if (read == null) continue;
            if (arguments.put(name, read) != null) said.wrong("name", "\"" + name + "\" is configured twice");
        }
        return arguments;
    }
}
