package io.djong.apiserver.options;

import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which admission plug-ins run.
final class AdmissionNames {
    private AdmissionNames() {}

    /// What is wrong with a list of names; null when all are built.
    static @Nullable String problem(List<String> names) {
        var unknown = new ArrayList<>(names);
        unknown.removeAll(ApiServerConfig.BUILT_ADMISSION_PLUGINS);
        return unknown.isEmpty()
                ? null
                : "not built yet: " + String.join(", ", unknown) + "; built are "
                        + String.join(", ", ApiServerConfig.BUILT_ADMISSION_PLUGINS);
    }

    /// The default ones, and what the flags add and take away.
    static List<String> chosen(Settings settings) {
        var chosen = new ArrayList<>(ApiServerConfig.DEFAULT_ADMISSION_PLUGINS);
        chosen.removeAll(settings.get(ApiServerOptions.ENABLE_PLUGINS));
        chosen.addAll(settings.get(ApiServerOptions.ENABLE_PLUGINS));
        chosen.removeAll(settings.get(ApiServerOptions.DISABLE_PLUGINS));
        return chosen;
    }
}
