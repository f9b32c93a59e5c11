package io.djong.api.pods;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A field of its own object that a pod names in a `fieldRef`: a path, with or without a key in brackets
/// (`metadata.labels['app']`). Source: kubernetes.io/docs/concepts/workloads/pods/downward-api.
///
/// @param path without the key; `spec.host` of old is `spec.nodeName`
/// @param key between the brackets; null when there are none
public record DownwardField(String path, @Nullable String key) {
    private static final Set<String> KNOWN = Set.of(
            "metadata.annotations",
            "metadata.labels",
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.serviceAccountName",
            "spec.schedulerName",
            "status.phase",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    /// What a `fieldPath` names, known or not.
    public static DownwardField of(String fieldPath) {
        int open = fieldPath.endsWith("']")
                ? fieldPath.substring(0, fieldPath.length() - 2).indexOf("['")
                : -1;
        if (open > 0) {
            return new DownwardField(
                    fieldPath.substring(0, open), fieldPath.substring(open + 2, fieldPath.length() - 2));
        }
        return new DownwardField(fieldPath.equals("spec.host") ? "spec.nodeName" : fieldPath, null);
    }

    /// What upstream says against a reference; null for nothing.
    ///
    /// @param version of the reference
    public static @Nullable String problem(String version, String fieldPath) {
        if (!version.equals("v1")) {
            return "unsupported pod version: " + version;
        }
        var field = of(fieldPath);
        if (field.key != null) {
            return field.path.equals("metadata.annotations") || field.path.equals("metadata.labels")
                    ? null
                    : "field label does not support subscript: " + fieldPath;
        }
        return KNOWN.contains(field.path) ? null : "field label not supported: " + fieldPath;
    }
}
