/// The kubelet's own server: logs, commands and ports of its pods, what they use, and how the
/// kubelet is. The door is [io.djong.kubelet.server.KubeletServer]; it opens what the runtime
/// serves and passes it through.
///
/// Paths, words and numbers are those of upstream's kubelet, so that any API server can ask this one.
@NullMarked
package io.djong.kubelet.server;

import org.jspecify.annotations.NullMarked;
