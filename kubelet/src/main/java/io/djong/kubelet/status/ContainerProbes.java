package io.djong.kubelet.status;

/// What probes know about the containers of one pod, as far as a status needs it.
public interface ContainerProbes {
    /// No container has a probe.
    ContainerProbes NONE = new ContainerProbes() {
        @Override
        public boolean started(String container, String containerId) {
            return true;
        }

        @Override
        public boolean ready(String container, String containerId) {
            return true;
        }
    };

    /// Whether a running container counts as started: its startup probe has succeeded, or it has none.
    ///
    /// @param containerId as in statuses: `containerd://…`
    boolean started(String container, String containerId);

    /// Whether a started container counts as ready: its readiness probe succeeded last, or it has none.
    ///
    /// @param containerId as in statuses: `containerd://…`
    boolean ready(String container, String containerId);
}
