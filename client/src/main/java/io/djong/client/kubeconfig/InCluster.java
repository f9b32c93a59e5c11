package io.djong.client.kubeconfig;

import io.djong.base.time.Environment;
import io.djong.client.remote.ClientConfig;
import io.djong.http.tls.ClientTls;
import io.djong.pki.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What a pod is given: the API server's address in two variables, a token and the root certificates in files.
public final class InCluster {
    /// Where pods find their service account.
    public static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private InCluster() {}

    /// Whether this looks like the inside of a pod.
    public static boolean isInside(Map<String, String> variables) {
        return !variables.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty()
                && !variables.getOrDefault("KUBERNETES_SERVICE_PORT", "").isEmpty()
                && Files.exists(FOLDER.resolve("token"));
    }

    /// The configuration of a client as the pod's service account.
    ///
    /// @param variables the process's environment
    /// @param folder [#FOLDER], but for tests
    /// @throws KubeconfigException when this is no pod
    public static ClientConfig config(Map<String, String> variables, Path folder, Environment environment)
            throws KubeconfigException {
        String host = variables.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = variables.getOrDefault("KUBERNETES_SERVICE_PORT", "");
        if (host.isEmpty() || port.isEmpty()) {
            throw new KubeconfigException("unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and "
                    + "KUBERNETES_SERVICE_PORT must be defined");
        }
        var authorities = ReloadedFile.open(
                folder.resolve("ca.crt"), environment.ticker(), Duration.ofMinutes(5), Certificates::parse);
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return ClientConfig.of(
                "https://" + literal + ":" + port,
                ClientTls.trusting(authorities::get),
                Access.token(folder.resolve("token"), environment.ticker()));
    }
}
