package io.djong.controllermanager;

import io.djong.controllermanager.endpoints.EndpointsOptions;
import io.djong.controllermanager.endpointslice.SliceController;
import io.djong.controllermanager.nodeipam.NodeIpamOptions;
import io.djong.controllermanager.nodelifecycle.NodeOptions;
import java.time.Duration;
import java.util.List;

/// How the manager runs its controllers. Where it finds the API server, and what it serves itself, is not its
/// business.
///
/// @param controllers which run: names, `*` for those that are on by default, `-name` for all but that one
/// @param deploymentSyncs deployments worked on at the same time, and so on for the others
/// @param endpointSlices options of that controller
/// @param endpoints options of that controller
/// @param nodes how nodes are watched over
/// @param nodeRanges what nodes get their pod ranges from
/// @param endedPodsMax so many pods that have ended stay, 0 for all
/// @param garbageCollection whether garbage is collected
/// @param rootCertificates PEM that is published in every namespace; "" publishes nothing
public record ControllerManagerConfig(
        List<String> controllers,
        int deploymentSyncs,
        int replicaSetSyncs,
        int namespaceSyncs,
        int garbageSyncs,
        SliceController.Options endpointSlices,
        EndpointsOptions endpoints,
        NodeOptions nodes,
        NodeIpamOptions nodeRanges,
        int endedPodsMax,
        boolean garbageCollection,
        String rootCertificates) {
    /// Upstream's defaults.
    public static final ControllerManagerConfig DEFAULTS = new ControllerManagerConfig(
            List.of("*"),
            5,
            5,
            10,
            20,
            new SliceController.Options(5, 100, Duration.ZERO),
            EndpointsOptions.DEFAULTS,
            NodeOptions.DEFAULTS,
            NodeIpamOptions.NONE,
            12_500,
            true,
            "");

    /// Copies the list.
    public ControllerManagerConfig {
        controllers = List.copyOf(controllers);
    }

    /// What is wrong with an entry of `--controllers`; "" when nothing is.
    public static String problem(String controller) {
        return ControllerName.problem(controller);
    }

    /// The configuration with other controllers.
    public ControllerManagerConfig withControllers(List<String> names) {
        return new ControllerManagerConfig(
                names,
                deploymentSyncs,
                replicaSetSyncs,
                namespaceSyncs,
                garbageSyncs,
                endpointSlices,
                endpoints,
                nodes,
                nodeRanges,
                endedPodsMax,
                garbageCollection,
                rootCertificates);
    }

    /// The configuration with these root certificates.
    public ControllerManagerConfig withRootCertificates(String pem) {
        return new ControllerManagerConfig(
                controllers,
                deploymentSyncs,
                replicaSetSyncs,
                namespaceSyncs,
                garbageSyncs,
                endpointSlices,
                endpoints,
                nodes,
                nodeRanges,
                endedPodsMax,
                garbageCollection,
                pem);
    }

    /// The configuration with these ranges for nodes.
    public ControllerManagerConfig withNodeRanges(NodeIpamOptions options) {
        return new ControllerManagerConfig(
                controllers,
                deploymentSyncs,
                replicaSetSyncs,
                namespaceSyncs,
                garbageSyncs,
                endpointSlices,
                endpoints,
                nodes,
                options,
                endedPodsMax,
                garbageCollection,
                rootCertificates);
    }
}
