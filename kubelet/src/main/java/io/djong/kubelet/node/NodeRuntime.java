package io.djong.kubelet.node;

import io.djong.api.types.core.v1.NodeFeatures;
import io.djong.api.types.core.v1.NodeRuntimeHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node's status has to know of the container runtime.
public interface NodeRuntime {
    /// The runtime as it is now. Blocks for a call of the runtime; a runtime that does not answer is a
    /// report, too.
    Report report() throws InterruptedException;

    /// The images that the runtime has; empty when it does not answer. Blocks.
    List<Image> images() throws InterruptedException;

    /// How a runtime is.
    ///
    /// @param version `containerd://1.7.27`, or "" while unknown
    /// @param features what it can do for all pods; null when it does not say
    /// @param handlers what each of its ways to run pods can do, by name
    /// @param problems sentences that say why pods cannot run, in the words of the condition `Ready`;
    ///     empty when they
    ///     can
    record Report(
            String version, List<String> problems, @Nullable NodeFeatures features, List<NodeRuntimeHandler> handlers) {
        public Report {
            problems = List.copyOf(problems);
            handlers = List.copyOf(handlers);
        }
    }

    /// One image.
    ///
    /// @param names by digest first, then by tag
    record Image(List<String> names, long sizeBytes) {
        public Image {
            names = List.copyOf(names);
        }
    }
}
