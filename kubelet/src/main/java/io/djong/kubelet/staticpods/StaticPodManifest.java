package io.djong.kubelet.staticpods;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Toleration;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// One manifest of a static pod, made into the pod that it stands for. Pure: the same file on the
/// same node is the same pod, with the same uid.
final class StaticPodManifest {
    private StaticPodManifest() {}

    /// @param path of the file, which is part of the pod's identity
    /// @param content YAML or JSON
    /// @param seen when the pod was first seen
    /// @throws StaticPodException when this is no pod
    static Pod read(String path, byte[] content, String node, Instant seen) throws StaticPodException {
        var pod = decoded(content);
        if (pod.metadata().name().isEmpty()) {
            throw new StaticPodException("the pod has no name");
        }
        var metadata = pod.metadata();
        var uid = metadata.uid().isEmpty() ? hash(path, content, node) : metadata.uid();
        var annotations = new TreeMap<>(metadata.annotations());
        annotations.put("kubernetes.io/config.hash", uid);
        annotations.put("kubernetes.io/config.seen", seen.toString());
        annotations.put("kubernetes.io/config.source", "file");
        var placed = metadata.withUid(uid)
                .withName(metadata.name() + "-" + node)
                .withNamespace(metadata.namespace().isEmpty() ? "default" : metadata.namespace())
                .withAnnotations(annotations)
                .withCreationTimestamp(seen);
        return Defaults.apply(onNode(pod.withMetadata(placed), node));
    }

    private static Pod onNode(Pod pod, String node) {
        List<Toleration> tolerations = new ArrayList<>(pod.spec().tolerations());
        // Nothing but its file takes a static pod away.
        tolerations.add(Toleration.EMPTY.withOperator("Exists").withEffect("NoExecute"));
        return pod.withSpec(pod.spec().withNodeName(node).withTolerations(tolerations));
    }

    private static Pod decoded(byte[] content) throws StaticPodException {
        try {
            var value = Yaml.read(content).value();
            if (!(value instanceof JsonObject object)) {
                throw new StaticPodException("not an object");
            }
            if (!object.string("kind").equals("Pod")
                    || !object.string("apiVersion").equals("v1")) {
                throw new StaticPodException(
                        "not a v1 Pod but " + object.string("apiVersion") + " " + object.string("kind"));
            }
            KubeType<Pod> type = Pod.TYPE;
            return Json.read(type, object.toBytes());
        } catch (YamlException | JsonException e) {
            throw new StaticPodException(String.valueOf(e.getMessage()));
        }
    }

    private static String hash(String path, byte[] content, String node) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            digest.update(("host:" + node).getBytes(StandardCharsets.UTF_8));
            digest.update(("file:" + path).getBytes(StandardCharsets.UTF_8));
            digest.update(content);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
