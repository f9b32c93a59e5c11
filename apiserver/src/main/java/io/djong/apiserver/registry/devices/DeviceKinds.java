package io.djong.apiserver.registry.devices;

import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.base.features.FeatureGates;
import java.util.List;
import java.util.function.Supplier;

/// The declarations of `resource.k8s.io`.
public final class DeviceKinds {
    private DeviceKinds() {}

    /// All of them.
    ///
    /// @param gates say what of an object is kept
    /// @param namespaces whose labels allow administrators' access to devices
    /// @param authorizer says who may write which part of a claim's status
    public static List<ResourceDeclaration<?>> declarations(
            FeatureGates gates, NamespaceLabels namespaces, Supplier<Authorizer> authorizer) {
        var granular = gates.isEnabled("DRAResourceClaimGranularStatusAuthorization");
        var statusAccess = granular ? new ClaimStatusAccess(authorizer) : null;
        var dropped = new DroppedFields(gates);
        var adminAccess = new AdminAccess(namespaces);
        return List.of(
                new DeviceClasses(dropped).declaration(),
                new ResourceClaims(dropped, adminAccess, statusAccess).declaration(),
                new ResourceClaimTemplates(dropped, adminAccess).declaration(),
                new ResourceSlices(dropped).declaration(),
                DeviceTaintRules.declaration(),
                PoolStatusRequests.declaration());
    }
}
