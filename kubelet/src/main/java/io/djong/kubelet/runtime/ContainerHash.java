package io.djong.kubelet.runtime;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.types.core.v1.Container;
import java.nio.charset.StandardCharsets;

/// Tells whether a container was made from the definition that the pod has now: from its name and
/// image, which are all that a pod may change and that a running container cannot take over. The
/// number is upstream's, so that containers survive a change of kubelets.
///
/// Source: upstream's `HashContainer`: FNV-1a, 32 bits, over a dump of the bytes of a JSON object.
final class ContainerHash {
    private ContainerHash() {}

    static long of(Container container) {
        var json = JsonObject.EMPTY
                .with("image", new JsonString(container.image()))
                .with("name", new JsonString(container.name()))
                .toJson();
        var dump = new StringBuilder("([]uint8)[");
        String separator = "";
        for (byte b : json.getBytes(StandardCharsets.UTF_8)) {
            dump.append(separator).append(b & 0xff);
            separator = " ";
        }
        return fnv1a(dump.append(']').toString());
    }

    private static long fnv1a(String text) {
        int hash = 0x811c9dc5;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash ^= b & 0xff;
            hash *= 16777619;
        }
        return Integer.toUnsignedLong(hash);
    }
}
