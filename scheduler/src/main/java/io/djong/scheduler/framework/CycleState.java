package io.djong.scheduler.framework;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What plug-ins remember of a pod between the extension points of one attempt. Each has one thing to remember, under
/// itself. Used by one thread at a time.
public final class CycleState {
    private @Nullable Plugin[] plugins = new @Nullable Plugin[8];
    private @Nullable Kept[] kept = new @Nullable Kept[8];
    private int used;

    /// What can be remembered.
    public interface Kept {}

    /// Remembers something for this plug-in, in place of what it remembered before.
    public void put(Plugin plugin, Kept value) {
        for (int i = 0; i < used; i++) {
            if (plugin.equals(plugins[i])) {
                kept[i] = value;
                return;
            }
        }
        if (used == kept.length) {
            plugins = Arrays.copyOf(plugins, used * 2);
            kept = Arrays.copyOf(kept, used * 2);
        }
        plugins[used] = plugin;
        kept[used++] = value;
    }

    /// What this plug-in remembered.
    ///
    /// @throws IllegalStateException if it remembered nothing
    public <T extends Kept> T get(Plugin plugin, Class<T> type) {
        T value = find(plugin, type);
        if (value == null) throw new IllegalStateException(plugin.name() + " has no state in this cycle");
        return value;
    }

    /// What this plug-in remembered, or null.
    public <T extends Kept> @Nullable T find(Plugin plugin, Class<T> type) {
        for (int i = 0; i < used; i++) {
            if (plugin.equals(plugins[i])) return type.cast(kept[i]);
        }
        return null;
    }
}
