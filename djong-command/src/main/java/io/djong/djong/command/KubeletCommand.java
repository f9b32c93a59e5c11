package io.djong.djong.command;

import io.djong.base.config.ConfigError;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.kubelet.Kubelet;
import io.djong.kubelet.KubeletOptions;
import java.util.List;

/// `djong kubelet`: the kubelet alone, on a container runtime that runs already.
final class KubeletCommand extends RemoteCommand {
    static final String SUMMARY = "Runs the pods of this node.";

    KubeletCommand() {
        super("djong kubelet", SUMMARY, "kubelet", () -> KubeletOptions.OPTIONS);
    }

    @Override
    List<ConfigError> check(Settings settings) {
        return KubeletOptions.check(settings);
    }

    @Override
    Service component(Environment environment, KubeClient client, Settings settings, MetricRegistry metrics) {
        return new Kubelet(environment, client, KubeletOptions.config(settings, machineName()), metrics);
    }
}
