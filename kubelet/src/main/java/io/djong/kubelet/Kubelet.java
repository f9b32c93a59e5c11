package io.djong.kubelet;

import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.kubelet.node.NodeLease;
import java.util.ArrayList;
import java.util.List;

/// A kubelet. What is put together so far: the node's lease; the rest of its rooms follows.
///
/// Started, it renews the lease; stopped, nothing of it runs any more, while containers go on.
public final class Kubelet extends Service {
    private final ServiceGroup services;

    /// A kubelet that is not started.
    ///
    /// @param client as `system:node:<name>` of the group `system:nodes`
    /// @param metrics where upstream's `kubelet_*` metrics go
    public Kubelet(Environment environment, KubeClient client, KubeletConfig config, MetricRegistry metrics) {
        super("kubelet");
        List<Service> all = new ArrayList<>();
        all.add(new NodeLease(environment, client, config.node()));
        this.services = new ServiceGroup("kubelet", all);
    }

    @Override
    protected void onStart() throws Exception {
        services.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        services.stop();
    }
}
