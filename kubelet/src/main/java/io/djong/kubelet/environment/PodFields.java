package io.djong.kubelet.environment;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.DownwardField;
import io.djong.api.types.core.v1.ObjectFieldSelector;
import io.djong.api.types.core.v1.Pod;
import java.util.Map;
import java.util.TreeMap;

/// The fields of its own object that a pod may read (`fieldRef`).
/// Source: kubernetes.io/docs/concepts/workloads/pods/downward-api.
public final class PodFields {
    private PodFields() {}

    /// The field's value for a variable.
    public static String variable(ObjectFieldSelector field, Pod pod, PodFacts facts) throws ContainerConfigException {
        String version = field.apiVersion().isEmpty() ? "v1" : field.apiVersion();
        String wrong = DownwardField.problem(version, field.fieldPath());
        if (wrong != null) throw new ContainerConfigException(wrong);
        return switch (DownwardField.of(field.fieldPath()).path()) {
            case "spec.nodeName" -> pod.spec().nodeName();
            case "spec.serviceAccountName" -> pod.spec().serviceAccountName();
            case "status.hostIP" -> facts.hostIp();
            case "status.hostIPs" -> String.join(",", facts.hostIps());
            case "status.podIP" -> facts.podIp();
            case "status.podIPs" -> String.join(",", facts.podIps());
            default -> metadata(field.fieldPath(), pod);
        };
    }

    /// A field of the metadata, for a file: name, namespace, uid, all labels or annotations (a line each), or one of
    /// them (`metadata.labels['app']`, empty when it is not set).
    public static String metadata(String path, Pod pod) throws ContainerConfigException {
        var field = DownwardField.of(path);
        String key = field.key();
        if (key != null) {
            return switch (field.path()) {
                case "metadata.annotations" -> pod.metadata().annotations().getOrDefault(key, "");
                case "metadata.labels" -> pod.metadata().labels().getOrDefault(key, "");
                default ->
                    throw new ContainerConfigException(
                            "fieldPath " + GoQuote.quote(path) + " does not support subscript");
            };
        }
        return switch (path) {
            case "metadata.annotations" -> lines(pod.metadata().annotations());
            case "metadata.labels" -> lines(pod.metadata().labels());
            case "metadata.name" -> pod.metadata().name();
            case "metadata.namespace" -> pod.metadata().namespace();
            case "metadata.uid" -> pod.metadata().uid();
            default -> throw new ContainerConfigException("unsupported fieldPath: " + path);
        };
    }

    private static String lines(Map<String, String> entries) {
        StringBuilder out = new StringBuilder();
        new TreeMap<>(entries)
                .forEach((key, value) -> out.append(out.isEmpty() ? "" : "\n")
                        .append(key)
                        .append('=')
                        .append(GoQuote.quote(value)));
        return out.toString();
    }
}
