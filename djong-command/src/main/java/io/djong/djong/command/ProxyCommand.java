package io.djong.djong.command;

import io.djong.base.config.ConfigError;
import io.djong.base.config.Settings;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.proxy.ProxyException;
import io.djong.proxy.ProxyOptions;
import io.djong.proxy.ServiceProxy;
import java.util.List;

/// `djong proxy`: kube-proxy alone.
final class ProxyCommand extends RemoteCommand {
    static final String SUMMARY = "Makes Services reachable on this node, by nftables.";

    ProxyCommand() {
        super("djong proxy", SUMMARY, "kube-proxy", () -> ProxyOptions.OPTIONS);
    }

    @Override
    int serve(Settings settings, Terminal terminal) throws InterruptedException {
        if (!settings.get(ProxyOptions.CLEANUP)) {
            return super.serve(settings, terminal);
        }
        try {
            ServiceProxy.cleanUp();
            return DONE;
        } catch (ProxyException e) {
            return fail(terminal, Failure.sentence(e));
        }
    }

    @Override
    List<ConfigError> check(Settings settings) {
        return ProxyOptions.check(settings);
    }

    @Override
    Service component(Environment environment, KubeClient client, Settings settings, MetricRegistry metrics) {
        return new ServiceProxy(environment, client, metrics, ProxyOptions.config(settings, machineName()));
    }
}
