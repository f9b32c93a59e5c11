package io.djong.kubelet.node;

import java.util.List;

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
    /// @param problems sentences that say why pods cannot run, in the words of the condition `Ready`;
    ///     empty when they
    ///     can
    record Report(String version, List<String> problems) {
        public Report {
            problems = List.copyOf(problems);
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
