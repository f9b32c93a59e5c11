package io.djong.apiserver.options;

import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.base.config.Settings;
import java.util.ArrayList;

/// Which of the built-in APIs the flags ask for.
final class EnablementSettings {
    private static final System.Logger LOG = System.getLogger(EnablementSettings.class.getName());

    private final Settings settings;

    EnablementSettings(Settings settings) {
        this.settings = settings;
    }

    /// What they ask for; logs what upstream would warn of.
    ///
    /// @throws OptionsException with upstream's sentence
    ApiEnablement enablement() throws OptionsException {
        var warnings = new ArrayList<String>();
        var gates = String.join(",", settings.get(ApiServerOptions.FEATURE_GATES));
        ApiEnablement enablement;
        try {
            enablement = ApiEnablement.defaults()
                    .withUnenforced(settings.get(ApiServerOptions.SERVE_UNENFORCED))
                    .withRuntimeConfig(settings.get(ApiServerOptions.RUNTIME_CONFIG))
                    .withGates(gates, warnings);
        } catch (IllegalArgumentException e) {
            throw new OptionsException(ApiServerSettings.reason(e), e);
        }
        var problem = enablement.problem();
        if (problem != null) {
            throw new OptionsException(problem);
        }
        warnings.forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        return enablement;
    }
}
