package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images: made here, loaded, pulled, not found; and pods that need no API server.
class ImagesTest {
    private static final String BUSYBOX = "/bin/busybox";

    @TempDir
    private static Path folder;

    private static NodeMachine machine;
    private static Process registry;

    @BeforeAll
    static void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        machine = NodeMachine.make(djong, folder.resolve("machine"));
        var hosts =
                Files.createDirectories(machine.folder().resolve("config/registries/" + NodeMachine.WORLD + ":5000"));
        Files.writeString(hosts.resolve("hosts.toml"), "server = \"http://" + NodeMachine.WORLD + ":5000\"\n");
        registry = machine.startInWorld(
                Map.of(), "docker-registry", "serve", registryConfig().toString());
        machine.djong("up");
    }

    private static Path registryConfig() throws Exception {
        return Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                storage: {filesystem: {rootdirectory: %s/registry}}
                http: {addr: "%s:5000"}
                """.formatted(folder, NodeMachine.WORLD));
    }

    @AfterAll
    static void stop() throws Exception {
        registry.destroy();
        registry.waitFor();
        machine.close();
    }

    @Test
    void buildsListsRunsAndRemovesAnImage() throws Exception {
        assertThat(machine.djong("image", "build", "localhost/tool:1", BUSYBOX, "sleep", "1000"))
                .isEqualTo("built localhost/tool:1\n");
        assertThat(machine.djong("image", "ls")).contains("localhost/tool:1");
        machine.kubectl("run", "tool", "--image=localhost/tool:1");
        machine.kubectl("wait", "--for=condition=Ready", "pod/tool", "--timeout=30s");
        machine.kubectl("delete", "pod", "tool", "--grace-period=1");
        assertThat(machine.djong("image", "rm", "localhost/tool:1")).contains("localhost/tool:1");
        assertThat(machine.djong("image", "ls")).doesNotContain("localhost/tool:1");
    }

    @Test
    void loadsAnArchive() throws Exception {
        var file = folder.resolve("loaded.tar");
        machine.djong("image", "build", "localhost/loaded:2", BUSYBOX, "true", "--output=" + file);
        machine.djong("image", "load", file.toString());

        assertThat(machine.djong("image", "ls")).contains("localhost/loaded:2");
    }

    @Test
    void anImageThatIsNowhereIsToldInUpstreamsWords() throws Exception {
        machine.kubectl("run", "nowhere", "--image=" + NodeMachine.WORLD + ":5000/nothing:1");
        machine.await(
                "ErrImagePull", () -> machine.kubectl("get", "events", "--field-selector=involvedObject.name=nowhere"));
        machine.await("ImagePullBackOff", () -> machine.kubectl("get", "pod", "nowhere"));
        assertThat(machine.kubectl("describe", "pod", "nowhere"))
                .contains("Failed to pull image \"" + NodeMachine.WORLD + ":5000/nothing:1\"")
                .contains("Back-off pulling image \"" + NodeMachine.WORLD + ":5000/nothing:1\"");
        machine.kubectl("delete", "pod", "nowhere", "--grace-period=0", "--force");
    }

    @Test
    void aManifestInTheFolderRunsAndShows() throws Exception {
        var manifest = machine.folder().resolve("config/static-pods/fixed.yaml");
        Files.writeString(manifest, """
                apiVersion: v1
                kind: Pod
                metadata: {name: fixed}
                spec:
                  containers: [{name: web, image: "localhost/djong/hello:1"}]
                """);
        machine.await(
                "Running",
                () -> machine.tryKubectl("get", "pod", "fixed-node-1").out());
        assertThat(machine.kubectl("get", "pod", "fixed-node-1", "-o", "yaml")).contains("kubernetes.io/config.mirror");

        Files.delete(manifest);
        machine.await(
                "NotFound",
                () -> machine.tryKubectl("get", "pod", "fixed-node-1").out());
    }
}
