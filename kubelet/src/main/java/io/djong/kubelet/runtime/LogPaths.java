package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Pod;
import java.nio.file.Path;

/// Where logs are: `/var/log/pods/NAMESPACE_NAME_UID/CONTAINER/RESTARTS.log`, and a link to each of them,
/// `/var/log/containers/POD_NAMESPACE_CONTAINER-ID.log`.
public final class LogPaths {
    private static final int NAME_LENGTH_MAX = 255;
    private static final String SUFFIX = ".log";

    private LogPaths() {}

    /// The folder of a pod's logs.
    public static Path ofPod(Path podLogs, Pod pod) {
        var meta = pod.metadata();
        return ofPod(podLogs, meta.namespace(), meta.name(), meta.uid());
    }

    /// The folder of a pod's logs.
    public static Path ofPod(Path podLogs, String namespace, String name, String uid) {
        return podLogs.resolve(namespace + "_" + name + "_" + uid);
    }

    /// A container's log, relative to its pod's folder.
    public static String ofContainer(String container, int attempt) {
        return container + "/" + attempt + SUFFIX;
    }

    /// The link to a container's log, for log collectors.
    public static Path link(Path containerLogs, String namespace, String pod, String container, String id) {
        var name = pod + "_" + namespace + "_" + container + "-" + id;
        int length = Math.min(name.length(), NAME_LENGTH_MAX - SUFFIX.length());
        return containerLogs.resolve(name.substring(0, length) + SUFFIX);
    }

    /// How often a container was restarted that wrote this log file, whether or not it was rotated
    /// since; -1 when the name tells nothing.
    static int attempt(String fileName) {
        int dot = fileName.indexOf('.');
        if (dot <= 0 || dot > 9 || !fileName.substring(dot).startsWith(SUFFIX)) {
            return -1;
        }
        int attempt = 0;
        for (int i = 0; i < dot; i++) {
            char c = fileName.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            attempt = attempt * 10 + (c - '0');
        }
        return attempt;
    }
}
