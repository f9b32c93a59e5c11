package io.djong.e2e;

import io.djong.api.json.JsonObject;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An API server that serves everything that is on by default, and one small object of each of its kinds.
final class EveryKind {
    static final String NAMESPACE = "demo";

    private EveryKind() {}

    /// A server with the namespace of the objects, and the service account that a pod needs: nobody else makes one.
    static ApiServerProcess start(Path folder) throws IOException, InterruptedException {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        var server = ApiServerProcess.start(
                djong,
                folder.resolve("server"),
                Map.of(),
                "--serve-unenforced",
                "--allow-privileged",
                // kubectl 1.32 describes these kinds in their beta
                "--runtime-config=networking.k8s.io/v1beta1=true,storage.k8s.io/v1beta1=true");
        server.kubectl("create", "namespace", NAMESPACE);
        server.kubectl("create", "serviceaccount", "default", "--namespace=" + NAMESPACE);
        return server;
    }

    /// The manifest, as a file.
    static Path manifest(Path folder) throws IOException {
        return Files.writeString(folder.resolve("kinds.yaml"), text());
    }

    static String text() throws IOException {
        try (var in = EveryKind.class.getResourceAsStream("kinds.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<JsonObject> objects() throws IOException, YamlException {
        return Yaml.readAll(text().getBytes(StandardCharsets.UTF_8)).stream()
                .map(document -> (JsonObject) document.value())
                .toList();
    }
}
