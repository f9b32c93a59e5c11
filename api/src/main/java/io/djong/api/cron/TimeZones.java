package io.djong.api.cron;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Time zones by their names in the database of IANA.
public final class TimeZones {
    /// Names that the JDK leaves out.
    private static final Map<String, String> LINKS =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu");

    private TimeZones() {}

    /// The zone of this name; "" is UTC. Offsets such as `+01:00` are no names.
    ///
    /// @return null when there is none
    public static @Nullable ZoneId find(String name) {
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneId.of("UTC");
        }
        String known = LINKS.getOrDefault(name, name);
        boolean found = !name.startsWith("SystemV/")
                && ZoneRulesProvider.getAvailableZoneIds().contains(known);
        return found ? ZoneId.of(known) : null;
    }

    /// What is said of a name that is none.
    public static String refusal(String name) {
        boolean outside = name.contains("..") || name.startsWith("/") || name.startsWith("\\");
        return outside ? "time: invalid location name" : "unknown time zone " + name;
    }
}
