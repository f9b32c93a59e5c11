package io.djong.scheduler.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which plug-ins run at an extension point, in order, and which of the default ones do not.
///
/// @param disabled names; `*` for all
public record PluginSet(List<Enabled> enabled, Set<String> disabled) {
    /// Nothing said.
    public static final PluginSet EMPTY = new PluginSet(List.of(), Set.of());

    /// A plug-in that runs.
    ///
    /// @param weight of its scores; 0 means 1
    public record Enabled(String name, int weight) {}

    public PluginSet {
        enabled = List.copyOf(enabled);
        disabled = Set.copyOf(disabled);
    }

    /// Whether the plug-in, or all, are switched off.
    public boolean disables(String name) {
        return disabled.contains("*") || disabled.contains(name);
    }

    /// What users say on top of the defaults: what they enable takes the default's place when it
    /// has the same name, and comes at the end otherwise.
    public PluginSet over(PluginSet defaults) {
        Map<String, Enabled> mine = new LinkedHashMap<>();
        for (Enabled plugin : enabled) mine.put(plugin.name, plugin);
        List<Enabled> merged = new ArrayList<>();
        for (Enabled plugin : defaults.enabled) {
            if (disables(plugin.name)) continue;
            Enabled replaced = mine.remove(plugin.name);
            merged.add(replaced == null ? plugin : replaced);
        }
        merged.addAll(mine.values());
        return new PluginSet(merged, disabled);
    }
}
