package io.djong.kubelet.probes;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Probe;
import org.jspecify.annotations.Nullable;

/// What a probe decides.
enum ProbeKind {
    STARTUP("Startup", null),
    READINESS("Readiness", false),
    LIVENESS("Liveness", true);

    private final String word;
    private final @Nullable Boolean initial;

    ProbeKind(String word, @Nullable Boolean initial) {
        this.word = word;
        this.initial = initial;
    }

    /// As it stands in events.
    String word() {
        return word;
    }

    /// What holds of a new container before the probe has decided.
    @Nullable
    Boolean initial() {
        return initial;
    }

    /// The container's probe of this kind, or null.
    @Nullable
    Probe of(Container container) {
        return switch (this) {
            case STARTUP -> container.startupProbe();
            case READINESS -> container.readinessProbe();
            case LIVENESS -> container.livenessProbe();
        };
    }
}
