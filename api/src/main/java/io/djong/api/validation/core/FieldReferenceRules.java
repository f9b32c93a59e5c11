package io.djong.api.validation.core;

import io.djong.api.pods.DownwardField;
import io.djong.api.types.core.v1.ObjectFieldSelector;
import io.djong.api.types.core.v1.ResourceFieldSelector;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// References from environment variables and volumes to a pod's own fields and resources.
final class FieldReferenceRules {
    /// What a volume can show, sorted.
    static final List<String> VOLUME_FIELDS =
            List.of("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid");

    /// What an environment variable can show, sorted.
    static final List<String> VARIABLE_FIELDS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    private static final List<String> RESOURCES = List.of(
            "limits.cpu",
            "limits.ephemeral-storage",
            "limits.memory",
            "requests.cpu",
            "requests.ephemeral-storage",
            "requests.memory");
    private static final String BYTE_DIVISORS = "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei";
    private static final Set<String> BYTES = Set.of(BYTE_DIVISORS.split(", "));

    private FieldReferenceRules() {}

    static void field(FieldErrors errors, FieldPath path, ObjectFieldSelector reference, List<String> known) {
        if (reference.apiVersion().isEmpty()) {
            errors.required(path.child("apiVersion"));
            return;
        }
        String text = reference.fieldPath();
        if (text.isEmpty()) {
            errors.required(path.child("fieldPath"));
            return;
        }
        String wrong = DownwardField.problem(reference.apiVersion(), text);
        var field = DownwardField.of(text);
        String key = field.key();
        if (wrong != null) {
            errors.invalid(path.child("fieldPath"), text, "error converting fieldPath: " + wrong);
        } else if (key != null) {
            String checked = field.path().equals("metadata.annotations") ? key.toLowerCase(Locale.ROOT) : key;
            errors.invalidEach(path, checked, LabelNames.key(checked));
        } else if (!known.contains(field.path())) {
            errors.notSupported(path.child("fieldPath"), field.path(), known);
        }
    }

    /// @param inVolume whether the container must be named
    static void resource(FieldErrors errors, FieldPath path, ResourceFieldSelector reference, boolean inVolume) {
        String resource = reference.resource();
        boolean pages = resource.startsWith("limits.hugepages-") || resource.startsWith("requests.hugepages-");
        if (inVolume && reference.containerName().isEmpty()) {
            errors.required(path.child("containerName"));
        } else if (resource.isEmpty()) {
            errors.required(path.child("resource"));
        } else if (!pages && !RESOURCES.contains(resource)) {
            errors.notSupported(path.child("resource"), resource, RESOURCES);
        }
        if (reference.divisor().sign() == 0) {
            return;
        }
        String divisor = reference.divisor().toString();
        var at = path.child("divisor");
        if (resource.endsWith("s.cpu") && RESOURCES.contains(resource)) {
            if (!divisor.equals("1m") && !divisor.equals("1")) {
                errors.invalid(at, resource, "only divisor's values 1m and 1 are supported with the cpu resource");
            }
        } else if ((pages || RESOURCES.contains(resource)) && !BYTES.contains(divisor)) {
            String what = pages ? "hugepages" : resource.endsWith("memory") ? "memory" : "local ephemeral storage";
            errors.invalid(
                    at,
                    resource,
                    "only divisor's values " + BYTE_DIVISORS + " are supported with the " + what + " resource");
        }
    }
}
