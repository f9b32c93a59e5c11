package io.djong.apiserver.server;

import io.djong.apiserver.admission.unhonoured.Unhonoured;
import io.djong.apiserver.audit.AuditConfig;
import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.apiserver.proxy.KubeletAccess;
import io.djong.http.tls.ServerTls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an API server is told by whoever constructs it.
///
/// @param https where and how HTTPS is served; null for a server that only this process uses
/// @param authenticators beside those for service accounts, in the order in which they are asked
/// @param anonymous whether requests without credentials come in as `system:anonymous`
/// @param authorizationModes upstream's names, in order: `Node`, `RBAC`, `AlwaysAllow`, `AlwaysDeny`
/// @param admissionPlugins upstream's names of those that run
/// @param clusterRange of service addresses; two of them, one of each family, have a comma between them
/// @param firstNodePort of the range of node ports
/// @param lastNodePort of the range of node ports
/// @param advertisedAddress at which pods find the server, behind the Service `default/kubernetes`
/// @param advertisedPort see there
/// @param eventTimeToLive how long events stay
/// @param allowPrivileged whether privileged containers are admitted
/// @param serviceAccounts issuer, audiences and keys of service account tokens
/// @param limits times and numbers
/// @param kubelets how kubelets are found and spoken to
/// @param unhonoured what writers are told that nothing acts on; empty where the controllers may be
///     anybody's
/// @param enablement which of the built-in APIs are served
/// @param audit where the audit log goes; null for none
public record ApiServerConfig(
        @Nullable Https https,
        List<Authenticator> authenticators,
        boolean anonymous,
        List<String> authorizationModes,
        List<String> admissionPlugins,
        String clusterRange,
        int firstNodePort,
        int lastNodePort,
        String advertisedAddress,
        int advertisedPort,
        Duration eventTimeToLive,
        boolean allowPrivileged,
        ServiceAccountConfig serviceAccounts,
        ServerLimits limits,
        KubeletAccess kubelets,
        List<Unhonoured> unhonoured,
        ApiEnablement enablement,
        @Nullable AuditConfig audit) {
    /// Upstream's names of the admission plug-ins that run when nothing is said.
    public static final List<String> DEFAULT_ADMISSION_PLUGINS = AdmissionPlugins.DEFAULT;

    /// Upstream's names of the admission plug-ins that are built.
    public static final List<String> BUILT_ADMISSION_PLUGINS = Stream.concat(
                    AdmissionPlugins.DEFAULT.stream(), AdmissionPlugins.OPTIONAL.stream())
            .toList();

    /// A server with upstream's limits, and without a certificate for kubelets.
    public ApiServerConfig(
            @Nullable Https https,
            List<Authenticator> authenticators,
            boolean anonymous,
            List<String> authorizationModes,
            List<String> admissionPlugins,
            String clusterRange,
            int firstNodePort,
            int lastNodePort,
            String advertisedAddress,
            int advertisedPort,
            Duration eventTimeToLive,
            boolean allowPrivileged,
            ServiceAccountConfig serviceAccounts) {
        this(
                https,
                authenticators,
                anonymous,
                authorizationModes,
                admissionPlugins,
                clusterRange,
                firstNodePort,
                lastNodePort,
                advertisedAddress,
                advertisedPort,
                eventTimeToLive,
                allowPrivileged,
                serviceAccounts,
                ServerLimits.DEFAULT,
                KubeletAccess.DEFAULTS,
                List.of(),
                ApiEnablement.defaults(),
                null);
    }

    public ApiServerConfig withKubelets(KubeletAccess value) {
        return new ApiServerConfig(
                https,
                authenticators,
                anonymous,
                authorizationModes,
                admissionPlugins,
                clusterRange,
                firstNodePort,
                lastNodePort,
                advertisedAddress,
                advertisedPort,
                eventTimeToLive,
                allowPrivileged,
                serviceAccounts,
                limits,
                value,
                unhonoured,
                enablement,
                audit);
    }

    /// The configuration with other service addresses.
    ///
    /// @param value a range, or one of each family with a comma between
    public ApiServerConfig withClusterRange(String value) {
        return new ApiServerConfig(
                https,
                authenticators,
                anonymous,
                authorizationModes,
                admissionPlugins,
                value,
                firstNodePort,
                lastNodePort,
                advertisedAddress,
                advertisedPort,
                eventTimeToLive,
                allowPrivileged,
                serviceAccounts,
                limits,
                kubelets,
                unhonoured,
                enablement,
                audit);
    }

    /// The configuration with an audit log.
    public ApiServerConfig withAudit(AuditConfig value) {
        return new ApiServerConfig(
                https,
                authenticators,
                anonymous,
                authorizationModes,
                admissionPlugins,
                clusterRange,
                firstNodePort,
                lastNodePort,
                advertisedAddress,
                advertisedPort,
                eventTimeToLive,
                allowPrivileged,
                serviceAccounts,
                limits,
                kubelets,
                unhonoured,
                enablement,
                value);
    }

    /// The configuration for a cluster of components that leave these things undone.
    public ApiServerConfig withUnhonoured(List<Unhonoured> value) {
        return new ApiServerConfig(
                https,
                authenticators,
                anonymous,
                authorizationModes,
                admissionPlugins,
                clusterRange,
                firstNodePort,
                lastNodePort,
                advertisedAddress,
                advertisedPort,
                eventTimeToLive,
                allowPrivileged,
                serviceAccounts,
                limits,
                kubelets,
                value,
                enablement,
                audit);
    }

    /// The configuration of a server that offers these APIs.
    public ApiServerConfig withEnablement(ApiEnablement value) {
        return new ApiServerConfig(
                https,
                authenticators,
                anonymous,
                authorizationModes,
                admissionPlugins,
                clusterRange,
                firstNodePort,
                lastNodePort,
                advertisedAddress,
                advertisedPort,
                eventTimeToLive,
                allowPrivileged,
                serviceAccounts,
                limits,
                kubelets,
                unhonoured,
                value,
                audit);
    }

    /// A server that only this process uses, as one of a cluster that Djong assembles, with a key for
    /// tokens that everybody knows: for simulations.
    public static ApiServerConfig inProcess() {
        return new ApiServerConfig(
                null,
                List.of(),
                false,
                List.of("Node", "RBAC"),
                BUILT_ADMISSION_PLUGINS,
                "10.43.0.0/16",
                30_000,
                32_767,
                "192.0.2.1",
                6_443,
                Duration.ofHours(1),
                true,
                ServiceAccountConfig.fixed());
    }

    /// @param bind where it is served; port 0 for any free one
    /// @param tls with the authorities that client certificates are hinted at
    public record Https(InetSocketAddress bind, ServerTls tls) {}
}
