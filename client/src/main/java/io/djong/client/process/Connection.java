package io.djong.client.process;

import io.djong.base.time.Environment;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.remote.ClientConfig;
import io.djong.client.serving.SettingsException;

/// How a component reaches the API server.
///
/// @param kubeconfig a file; "" for none
/// @param master the server's address instead of the file's; "" for that
/// @param contentType [ClientConfig#PROTOBUF] or [ClientConfig#JSON]
/// @param qps requests per second
/// @param burst requests at once above that
public record Connection(String kubeconfig, String master, String contentType, double qps, int burst) {
    public Connection withMaster(String value) {
        return new Connection(kubeconfig, value, contentType, qps, burst);
    }

    /// The client that the file, the address or the pod's service account makes.
    ///
    /// @param component its name, for the server's logs
    ClientConfig client(String component, Environment environment) throws SettingsException {
        try {
            return Access.ofFlags(kubeconfig, master, System.getenv(), environment)
                    .withUserAgent(component)
                    .withContentType(contentType)
                    .withLimit(qps, burst);
        } catch (KubeconfigException e) {
            throw new SettingsException("the connection to the API server: " + e.getMessage(), e);
        }
    }
}
