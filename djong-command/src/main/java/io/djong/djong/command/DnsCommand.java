package io.djong.djong.command;

import io.djong.base.config.ConfigError;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.dns.ClusterDns;
import io.djong.dns.DnsOptions;
import java.util.List;

/// `djong dns`: the cluster's DNS server alone.
final class DnsCommand extends RemoteCommand {
    static final String SUMMARY = "Answers the names of the cluster's Services and pods.";

    DnsCommand() {
        super("djong dns", SUMMARY, "djong-dns", () -> DnsOptions.OPTIONS);
    }

    @Override
    List<ConfigError> check(Settings settings) {
        return DnsOptions.check(settings);
    }

    @Override
    Service component(Environment environment, KubeClient client, Settings settings, MetricRegistry metrics) {
        return new ClusterDns(environment, client, DnsOptions.config(settings), metrics);
    }
}
