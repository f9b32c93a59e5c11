package io.djong.kubelet.runtime;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonValue;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.ContainerPortCodec;
import io.djong.kubelet.cri.PortMapping;
import io.djong.kubelet.cri.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Containers' ports as the runtime and the annotations have them.
final class RuntimePorts {
    private RuntimePorts() {}

    /// The ports of these containers for their sandbox. Of two that are the same port of one container, the
    /// first counts.
    static List<PortMapping> mappings(List<Container> containers) {
        var mappings = new ArrayList<PortMapping>();
        for (Container container : containers) {
            var seen = new HashSet<String>();
            for (ContainerPort port : container.ports()) {
                var family = port.hostIP().isEmpty() ? "any" : port.hostIP().contains(":") ? "v6" : "v4";
                var name = port.name().isEmpty()
                        ? family + "-" + port.protocol() + "-" + port.hostIP() + ":" + port.containerPort() + ":"
                                + port.hostPort()
                        : port.name();
                if (seen.add(name)) {
                    mappings.add(new PortMapping(
                            protocol(port.protocol()), port.containerPort(), port.hostPort(), port.hostIP()));
                }
            }
        }
        return mappings;
    }

    private static Protocol protocol(String name) {
        return switch (name) {
            case "UDP" -> Protocol.UDP;
            case "SCTP" -> Protocol.SCTP;
            default -> Protocol.TCP;
        };
    }

    static String write(List<ContainerPort> ports) {
        var json = new StringBuilder("[");
        String separator = "";
        for (ContainerPort port : ports) {
            json.append(separator)
                    .append(new String(Json.write(ContainerPortCodec.CODEC, port), StandardCharsets.UTF_8));
            separator = ",";
        }
        return json.append(']').toString();
    }

    /// What [#write] wrote; empty when it cannot be read.
    static List<ContainerPort> read(String json) {
        try {
            if (!(JsonValue.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof JsonArray list)) {
                return List.of();
            }
            var ports = new ArrayList<ContainerPort>();
            for (JsonValue port : list.values()) {
                ports.add(Json.read(ContainerPortCodec.CODEC, port.toJson().getBytes(StandardCharsets.UTF_8)));
            }
            return ports;
        } catch (JsonException e) {
            return List.of();
        }
    }
}
