package io.djong.apiserver.enablement;

import io.djong.api.meta.Resource;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Serving;
import io.djong.base.features.FeatureGates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which of the built-in APIs a server offers. Immutable.
public final class ApiEnablement {
    /// Gates that decide something in this server: whether a kind is served, or what of an object is kept.
    /// Others are known by name only.
    private static final List<String> ACTED_ON = List.of(
            "ClusterTrustBundle",
            "DRAConsumableCapacity",
            "DRADeviceBindingConditions",
            "DRADeviceTaints",
            "DRAExtendedResource",
            "DRAListTypeAttributes",
            "DRANodeAllocatableResources",
            "DRAPartitionableDevices",
            "DRAPrioritizedList",
            "DRAResourceClaimDeviceStatus",
            "DRAResourceClaimGranularStatusAuthorization",
            "DRAWorkloadResourceClaims",
            "GenericWorkload",
            "NodeDeclaredFeatures",
            "PodCertificateRequest",
            "StorageVersionMigrator",
            "TopologyAwareWorkloadScheduling",
            "WorkloadAwarePreemption");

    private final RuntimeConfig config;
    private final FeatureGates gates;
    private final boolean unenforced;

    private ApiEnablement(RuntimeConfig config, FeatureGates gates, boolean unenforced) {
        this.config = config;
        this.gates = gates;
        this.unenforced = unenforced;
    }

    /// What upstream serves without being told to, but for kinds that are not enforced yet.
    public static ApiEnablement defaults() {
        return new ApiEnablement(new RuntimeConfig(Collections.emptySortedMap()), KnownFeatures.gates(), false);
    }

    /// Everything that is built: all versions, unenforced kinds, and the gates of kinds.
    public static ApiEnablement everything() {
        var on = new TreeMap<String, Boolean>();
        ACTED_ON.forEach(name -> on.put(name, true));
        on.put("GangScheduling", true); // needed by another
        var outcome = KnownFeatures.gates().with(on);
        if (!outcome.errors().isEmpty()) {
            throw new IllegalStateException(outcome.errorText());
        }
        return new ApiEnablement(new RuntimeConfig(new TreeMap<>(Map.of("api/all", "true"))), outcome.gates(), true);
    }

    /// With these versions and resources switched on or off.
    ///
    /// @param values keys and values of `--runtime-config`
    /// @throws IllegalArgumentException with upstream's sentence if it does not accept them
    public ApiEnablement withRuntimeConfig(SortedMap<String, String> values) {
        var wanted = new RuntimeConfig(values);
        var problem = wanted.problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return new ApiEnablement(wanted, gates, unenforced);
    }

    /// Upstream's sentence when its server would not start with what is switched off; null when it would.
    public @Nullable String problem() {
        return config.flowControlProblem();
    }

    /// With these gates set.
    ///
    /// @param value of `--feature-gates`
    /// @param warnings gets upstream's sentences, and one for each gate that has no effect here
    /// @throws IllegalArgumentException with upstream's sentence if it does not accept them
    public ApiEnablement withGates(String value, List<String> warnings) {
        var outcome = gates.parse(value);
        if (!outcome.errors().isEmpty()) {
            throw new IllegalArgumentException(outcome.errorText());
        }
        warnings.addAll(outcome.warnings());
        for (var name : ineffective(outcome.gates())) {
            warnings.add("feature gate " + name + " is known and has no effect yet");
        }
        return new ApiEnablement(config, outcome.gates(), unenforced);
    }

    private List<String> ineffective(FeatureGates chosen) {
        var names = new ArrayList<String>();
        for (var spec : chosen.known()) {
            var all = spec.name().equals(FeatureGates.ALL_ALPHA) || spec.name().equals(FeatureGates.ALL_BETA);
            var changed = chosen.isEnabled(spec.name()) != gates.isEnabled(spec.name());
            if (changed && !all && !ACTED_ON.contains(spec.name())) {
                names.add(spec.name());
            }
        }
        return names;
    }

    /// With kinds that nothing enforces, or without them.
    public ApiEnablement withUnenforced(boolean value) {
        return new ApiEnablement(config, gates, value);
    }

    /// Which features are on.
    public FeatureGates gates() {
        return gates;
    }

    /// Whether kinds that nothing enforces are served.
    public boolean unenforced() {
        return unenforced;
    }

    /// Whether a resource that always does what it says is on in its version.
    public boolean serves(Resource<?> version) {
        return config.enables(version);
    }

    /// Whether a resource is served in this version.
    ///
    /// @param serving the conditions of its declaration
    public boolean serves(Resource<?> version, Serving serving) {
        return serves(version) && allows(serving);
    }

    /// Whether the server keeps the resource at all: it serves a version of it, or needs it itself although
    /// every version is switched off.
    public boolean keeps(ResourceDeclaration<?> declaration) {
        return allows(declaration.serving())
                && declaration.versions().stream().anyMatch(version -> version.onByDefault() || serves(version));
    }

    private boolean allows(Serving serving) {
        var gate = serving.gate();
        return (serving.enforced() || unenforced) && (gate == null || gates.isEnabled(gate));
    }

    @Override
    public String toString() {
        return "runtime-config " + config + ", feature gates " + gates + (unenforced ? ", unenforced kinds" : "");
    }
}
