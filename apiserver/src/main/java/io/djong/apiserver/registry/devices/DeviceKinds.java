package io.djong.apiserver.registry.devices;

import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.base.features.FeatureGates;
import java.util.List;

/// The declarations of `resource.k8s.io`.
public final class DeviceKinds {
    private DeviceKinds() {}

    /// All of them.
    ///
    /// @param gates say what of an object is kept
    /// @param namespaces whose labels allow administrators' access to devices
    public static List<ResourceDeclaration<?>> declarations(FeatureGates gates, NamespaceLabels namespaces) {
        var dropped = new DroppedFields(gates);
        var adminAccess = new AdminAccess(namespaces);
        return List.of(
                new DeviceClasses(dropped).declaration(),
                new ResourceClaims(dropped, adminAccess).declaration(),
                new ResourceClaimTemplates(dropped, adminAccess).declaration(),
                new ResourceSlices(dropped).declaration(),
                DeviceTaintRules.declaration(),
                PoolStatusRequests.declaration());
    }
}
