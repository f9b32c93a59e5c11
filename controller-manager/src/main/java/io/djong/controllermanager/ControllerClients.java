package io.djong.controllermanager;

import io.djong.client.KubeClient;

/// As whom the manager and its controllers talk to the API server.
public interface ControllerClients {
    /// As the manager itself (`system:kube-controller-manager`): what all controllers read is read so, once.
    KubeClient manager();

    /// As one controller (`system:serviceaccount:kube-system:<account>`), for what it writes.
    ///
    /// @param account the service account's name, `deployment-controller` for instance
    KubeClient controller(String account);

    /// All as one user: without `--use-service-account-credentials`.
    static ControllerClients allAs(KubeClient client) {
        return new ControllerClients() {
            @Override
            public KubeClient manager() {
                return client;
            }

            @Override
            public KubeClient controller(String account) {
                return client;
            }
        };
    }
}
