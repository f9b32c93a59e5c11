/// Startup, readiness and liveness probes. [io.djong.kubelet.probes.Probes] runs them and keeps what
/// they found.
///
/// Source: kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes.
@NullMarked
package io.djong.kubelet.probes;

import org.jspecify.annotations.NullMarked;
