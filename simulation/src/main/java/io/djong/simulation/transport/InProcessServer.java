package io.djong.simulation.transport;

import io.djong.apiserver.authentication.User;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.store.Store;

/// An API server that only its own process can reach: the real one, over a store of the caller's,
/// with a fixed test key for tokens, so that nothing in it comes from outside the simulation.
public final class InProcessServer extends Service {
    private final ApiServer server;

    /// @param environment of everything inside
    /// @param store where objects are kept; belongs to the caller
    public InProcessServer(Environment environment, Store store, MetricRegistry metrics) {
        super("in-process kube-apiserver");
        this.server = new ApiServer(environment, store, ApiServerConfig.inProcess(), metrics);
    }

    /// A client as somebody who may do everything.
    public KubeClient admin() {
        return server.client(User.of("admin", User.MASTERS_GROUP, User.AUTHENTICATED_GROUP));
    }

    /// A client as a controller of kube-controller-manager.
    public KubeClient controller(String name) {
        return server.client(User.serviceAccount("kube-system", name));
    }

    /// A client as any user.
    public KubeClient client(User user) {
        return server.client(user);
    }

    @Override
    protected void onStart() throws Exception {
        server.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        server.stop();
    }
}
