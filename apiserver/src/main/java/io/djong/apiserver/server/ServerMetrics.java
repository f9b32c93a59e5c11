package io.djong.apiserver.server;

import io.djong.base.features.FeatureGates;
import io.djong.base.features.FeatureSpec;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.ProcessMetrics;
import io.djong.store.Store;
import io.djong.store.StoreException;
import java.util.List;
import java.util.Locale;

/// What a server tells of itself: its build, its gates, its process and its store.
final class ServerMetrics {
    private ServerMetrics() {}

    static void register(MetricRegistry metrics, FeatureGates gates, Store store) {
        ProcessMetrics.register(metrics);
        build(metrics);
        metrics.gaugesOf(
                "kubernetes_feature_enabled",
                "[BETA] Whether a feature gate is on, with its stage.",
                List.of("name", "stage"),
                sink -> {
                    for (FeatureSpec spec : gates.known()) {
                        sink.add(gates.isEnabled(spec.name()) ? 1 : 0, spec.name(), stage(spec));
                    }
                });
        metrics.gaugesOf(
                "apiserver_storage_size_bytes",
                "[STABLE] Bytes that the store takes on disk.",
                List.of("storage_cluster_id"),
                sink -> {
                    try {
                        sink.add((double) store.statistics().sizeBytes(), "etcd-0");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (StoreException e) {
                        sink.add(-1, "etcd-0"); // what is wrong with it, `/readyz` tells
                    }
                });
    }

    private static void build(MetricRegistry metrics) {
        var version = Versions.members();
        metrics.gaugesOf(
                "kubernetes_build_info",
                "[BETA] Always 1; the labels tell what the program was built from.",
                List.of(
                        "build_date",
                        "compiler",
                        "git_commit",
                        "git_tree_state",
                        "git_version",
                        "go_version",
                        "major",
                        "minor",
                        "platform"),
                sink -> sink.add(
                        1,
                        version.getOrDefault("buildDate", ""),
                        version.getOrDefault("compiler", ""),
                        version.getOrDefault("gitCommit", ""),
                        version.getOrDefault("gitTreeState", ""),
                        version.getOrDefault("gitVersion", ""),
                        version.getOrDefault("goVersion", ""),
                        version.getOrDefault("major", ""),
                        version.getOrDefault("minor", ""),
                        version.getOrDefault("platform", "")));
        var oldest = version.get("minCompatibilityMajor") + "." + version.get("minCompatibilityMinor");
        metrics.gaugesOf(
                "version_info",
                "[ALPHA] Always 1; the labels tell with which versions the program works.",
                List.of("binary", "component", "emulation", "min_compat"),
                sink -> sink.add(1, Versions.RELEASE, "kube", Versions.RELEASE, oldest));
    }

    /// A gate of a finished feature has no stage.
    private static String stage(FeatureSpec spec) {
        return spec.stage() == FeatureSpec.Stage.GA ? "" : spec.stage().name().toUpperCase(Locale.ROOT);
    }
}
