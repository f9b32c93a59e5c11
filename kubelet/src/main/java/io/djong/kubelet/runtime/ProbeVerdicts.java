package io.djong.kubelet.runtime;

import org.jspecify.annotations.Nullable;

/// What probes have found out about running containers.
public interface ProbeVerdicts {
    /// Of a container without probes.
    ProbeVerdicts NONE = new ProbeVerdicts() {
        @Override
        public @Nullable Boolean liveness(String id) {
            return null;
        }

        @Override
        public @Nullable Boolean startup(String id) {
            return null;
        }
    };

    /// Whether the container lives.
    ///
    /// @param id the runtime's
    /// @return null when the probe has not decided, or there is none
    @Nullable
    Boolean liveness(String id);

    /// Whether the container has started.
    ///
    /// @param id the runtime's
    /// @return null when the probe has not decided, or there is none
    @Nullable
    Boolean startup(String id);
}
