package io.djong.apiserver.content;

import io.djong.api.meta.Resource;
import java.util.Map;

/// What whoever uses an old version is told, in upstream's words.
///
/// Source: `k8s.io/api/*/*/zz_generated.prerelease-lifecycle.go` by way of `apiserver/pkg/endpoints/deprecation`.
public final class Deprecations {
    private static final Map<String, String> SINCE = Map.ofEntries(
            Map.entry("v1 ComponentStatus", "v1.19+"),
            Map.entry("v1 Endpoints", "v1.33+; use discovery.k8s.io/v1 EndpointSlice"),
            Map.entry("admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy", "v1.35+, unavailable in v1.38+"),
            Map.entry(
                    "admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding",
                    "v1.35+, unavailable in v1.38+"),
            Map.entry(
                    "admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy",
                    "v1.37+, unavailable in v1.40+; use admissionregistration.k8s.io/v1 MutatingAdmissionPolicy"),
            Map.entry(
                    "admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding",
                    "v1.37+, unavailable in v1.40+;"
                            + " use admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding"),
            Map.entry("certificates.k8s.io/v1alpha1 ClusterTrustBundle", "v1.34+, unavailable in v1.37+"),
            Map.entry("certificates.k8s.io/v1beta1 ClusterTrustBundle", "v1.37+, unavailable in v1.40+"),
            Map.entry("certificates.k8s.io/v1beta1 PodCertificateRequest", "v1.38+, unavailable in v1.41+"),
            Map.entry("coordination.k8s.io/v1alpha2 LeaseCandidate", "v1.35+, unavailable in v1.38+"),
            Map.entry("coordination.k8s.io/v1beta1 LeaseCandidate", "v1.36+, unavailable in v1.39+"),
            Map.entry("networking.k8s.io/v1beta1 IPAddress", "v1.34+, unavailable in v1.37+"),
            Map.entry("networking.k8s.io/v1beta1 ServiceCIDR", "v1.34+, unavailable in v1.37+"),
            Map.entry("resource.k8s.io/v1alpha3 DeviceTaintRule", "v1.36+, unavailable in v1.39+"),
            Map.entry("resource.k8s.io/v1alpha3 ResourcePoolStatusRequest", "v1.39+, unavailable in v1.42+"),
            Map.entry("resource.k8s.io/v1beta1 DeviceClass", "v1.35+, unavailable in v1.38+"),
            Map.entry("resource.k8s.io/v1beta1 ResourceClaim", "v1.35+, unavailable in v1.38+"),
            Map.entry("resource.k8s.io/v1beta1 ResourceClaimTemplate", "v1.35+, unavailable in v1.38+"),
            Map.entry("resource.k8s.io/v1beta1 ResourceSlice", "v1.35+, unavailable in v1.38+"),
            Map.entry("resource.k8s.io/v1beta2 DeviceClass", "v1.36+, unavailable in v1.39+"),
            Map.entry("resource.k8s.io/v1beta2 DeviceTaintRule", "v1.39+, unavailable in v1.42+"),
            Map.entry("resource.k8s.io/v1beta2 ResourceClaim", "v1.36+, unavailable in v1.39+"),
            Map.entry("resource.k8s.io/v1beta2 ResourceClaimTemplate", "v1.36+, unavailable in v1.39+"),
            Map.entry("resource.k8s.io/v1beta2 ResourceSlice", "v1.36+, unavailable in v1.39+"),
            Map.entry(
                    "storage.k8s.io/v1beta1 VolumeAttributesClass",
                    "v1.34+, unavailable in v1.37+; use storage.k8s.io/v1 VolumeAttributesClass"),
            Map.entry("storagemigration.k8s.io/v1beta1 StorageVersionMigration", "v1.38+, unavailable in v1.41+"));

    private static final String GONE = "unavailable in v";

    private Deprecations() {}

    /// The release that no longer has an old version, such as `1.38`; "" when none is named yet.
    public static String removedIn(Resource<?> resource) {
        var text = of(resource);
        var at = text.indexOf(GONE);
        return at < 0 ? "" : text.substring(at + GONE.length(), text.indexOf('+', at));
    }

    /// The sentence; "" for a version that is not old.
    public static String of(Resource<?> resource) {
        var name = resource.groupVersion() + " " + resource.kind();
        var since = SINCE.get(name);
        return since == null ? "" : name + " is deprecated in " + since;
    }
}
