package io.djong.apiserver.enablement;

import io.djong.api.meta.Resource;
import io.djong.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `--runtime-config` says about versions and resources: `api/all`, `api/ga`, `api/beta`, `api/alpha`,
/// `group/version`, `group/version/resource`, each `true` or `false`; the core group is `/v1`. The more
/// particular ones win, in that order.
///
/// Source: `apiserver/pkg/server/resourceconfig` and `options.APIEnablementOptions`, with their sentences.
final class RuntimeConfig {
    private static final String ALL = "api/all";
    private static final List<String> SWEEPS = List.of(ALL, "api/ga", "api/beta", "api/alpha");
    private static final Map<String, Predicate<String>> VERSIONS = Map.of(
            ALL,
            version -> true,
            "api/ga",
            Pattern.compile("v\\d+").asMatchPredicate(),
            "api/beta",
            Pattern.compile("v\\d+beta\\d+").asMatchPredicate(),
            "api/alpha",
            Pattern.compile("v\\d+alpha\\d+").asMatchPredicate());

    /// Versions that upstream knows by name and serves nothing of.
    private static final Set<String> EMPTY_VERSIONS = Set.of(
            "admission.k8s.io/v1",
            "admission.k8s.io/v1beta1",
            "apps/v1beta1",
            "apps/v1beta2",
            "authentication.k8s.io/v1alpha1",
            "authentication.k8s.io/v1beta1",
            "authorization.k8s.io/v1beta1",
            "autoscaling/v2beta1",
            "autoscaling/v2beta2",
            "batch/v1beta1",
            "discovery.k8s.io/v1beta1",
            "events.k8s.io/v1beta1",
            "extensions/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1beta2",
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "imagepolicy.k8s.io/v1alpha1",
            "node.k8s.io/v1alpha1",
            "node.k8s.io/v1beta1",
            "policy/v1beta1",
            "rbac.authorization.k8s.io/v1alpha1",
            "rbac.authorization.k8s.io/v1beta1",
            "scheduling.k8s.io/v1beta1",
            "storage.k8s.io/v1alpha1");

    private final SortedMap<String, String> values;

    /// @param values by key; "" where the key stands alone
    RuntimeConfig(SortedMap<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /// Upstream's sentence for what is wrong; null when all is well.
    @Nullable
    String problem() {
        if (values.size() == 1 && "false".equals(values.get(ALL))) {
            return "invalid runtime-config with only " + ALL + "=false";
        }
        var unknown = new TreeSet<String>();
        for (var key : values.keySet()) {
            if (SWEEPS.contains(key)) {
                continue;
            }
            var parts = parts(key);
            if (parts.size() != 2 && parts.size() != 3) {
                return "runtime-config invalid key " + key;
            }
            if (!knowsGroup(parts.getFirst())) {
                unknown.add(apiVersion(parts));
            }
        }
        if (!unknown.isEmpty()) {
            return "unknown api groups " + String.join(",", unknown);
        }
        return valueProblem();
    }

    /// Upstream's sentence when flow control is switched off, without which its server does not start; null when it
    /// is not.
    @Nullable
    String flowControlProblem() {
        for (var key : List.of("flowcontrol.apiserver.k8s.io/v1", "api/ga", ALL)) {
            var value = values.get(key);
            if ("false".equals(value)) {
                return "--runtime-config=" + key + "=false conflicts with --enable-priority-and-fairness=true";
            }
            if ("true".equals(value)) {
                return null;
            }
        }
        return null;
    }

    private @Nullable String valueProblem() {
        for (var sweep : SWEEPS) {
            var value = values.get(sweep);
            if (value != null && !value.equals("true") && !value.equals("false")) {
                return "invalid value " + sweep + "=" + value;
            }
        }
        for (var entry : values.entrySet()) {
            var key = entry.getKey();
            if (SWEEPS.contains(key)) {
                continue;
            }
            var parts = parts(key);
            var version = apiVersion(parts);
            if (!Types.VERSIONS.contains(version) && !EMPTY_VERSIONS.contains(version)) {
                return "group version " + version + " that has not been registered";
            }
            var value = entry.getValue();
            if (!value.isEmpty() && on(value) == null) {
                return "invalid value of " + key + ": " + value + ", err: strconv.ParseBool: parsing \"" + value
                        + "\": invalid syntax";
            }
            if (parts.size() == 3 && !parts.get(2).toLowerCase(Locale.ROOT).equals(parts.get(2))) {
                return "invalid key " + key + ": group/version/resource and resource is always lowercase plural, not \""
                        + parts.get(2) + "\"";
            }
        }
        return null;
    }

    /// Whether the resource is on in its version.
    boolean enables(Resource<?> resource) {
        var version = resource.group() + "/" + resource.version();
        var particular = values.containsKey(version + "/" + resource.plural())
                ? values.get(version + "/" + resource.plural())
                : values.get(version);
        if (particular != null) {
            return particular.isEmpty() || Boolean.TRUE.equals(on(particular));
        }
        var on = resource.onByDefault();
        for (var sweep : SWEEPS) {
            var value = values.get(sweep);
            if (value != null && VERSIONS.getOrDefault(sweep, none -> false).test(resource.version())) {
                on = value.equals("true");
            }
        }
        return on;
    }

    private static List<String> parts(String key) {
        return List.of(key.split("/", -1));
    }

    private static String apiVersion(List<String> parts) {
        return parts.getFirst().isEmpty() ? parts.get(1) : parts.getFirst() + "/" + parts.get(1);
    }

    private static boolean knowsGroup(String group) {
        var known = new ArrayList<>(Types.VERSIONS);
        known.addAll(EMPTY_VERSIONS);
        return known.stream()
                .map(version -> version.contains("/") ? version.substring(0, version.indexOf('/')) : "")
                .anyMatch(group::equals);
    }

    /// As Go's `strconv.ParseBool`; null for anything else.
    private static @Nullable Boolean on(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> Boolean.TRUE;
            case "0", "f", "F", "false", "FALSE", "False" -> Boolean.FALSE;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
