package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images: made here, loaded, pulled, not found; and pods that need no API server.
class ImagesTest {
    private static final String BUSYBOX = "/bin/busybox";
    private static final String OPEN = NodeMachine.WORLD + ":5000";
    private static final String PRIVATE = NodeMachine.WORLD + ":5001";
    /// User `ann`, password `open-sesame`.
    private static final String ACCOUNT = "ann:$2y$05$abcdefghijklmnopqrstuutXu9KzOt.1yBoZUeFWoT/914/JfszCO\n";

    @TempDir
    private static Path folder;

    private static NodeMachine machine;
    private static Process open;
    private static Process closed;

    @BeforeAll
    static void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        machine = NodeMachine.make(djong, folder.resolve("machine"));
        open = registry(OPEN, "");
        closed = registry(PRIVATE, """
                auth: {htpasswd: {realm: here, path: %s}}
                """.formatted(Files.writeString(folder.resolve("accounts"), ACCOUNT)));
        machine.djong("up");
        machine.djong("image", "build", "localhost/wanted:1", BUSYBOX, "sleep", "1000");
        push("localhost/wanted:1", OPEN + "/wanted:1");
        push("localhost/wanted:1", PRIVATE + "/wanted:1", "--user", "ann:open-sesame");
    }

    /// A registry in the world that the machine's runtime reaches without TLS.
    private static Process registry(String address, String more) throws Exception {
        var hosts = Files.createDirectories(machine.folder().resolve("config/registries/" + address));
        Files.writeString(hosts.resolve("hosts.toml"), """
                server = "http://%1$s"
                [host."http://%1$s"]
                  capabilities = ["pull", "resolve"]
                """.formatted(address));
        var name = address.replace(':', '-');
        var config = Files.writeString(folder.resolve(name + ".yml"), """
                version: 0.1
                storage: {filesystem: {rootdirectory: %s/%s}}
                http: {addr: "%s", secret: none}
                %s""".formatted(folder, name, address, more));
        return machine.startInWorld(Map.of(), "docker-registry", "serve", config.toString());
    }

    private static void push(String image, String to, String... flags) throws Exception {
        var command = new ArrayList<>(List.of(
                "ctr",
                "--address",
                machine.runtimeSocket().toString(),
                "--namespace",
                "k8s.io",
                "images",
                "push",
                "--plain-http"));
        command.addAll(List.of(flags));
        command.addAll(List.of(to, image));
        machine.in(command.toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws Exception {
        for (Process registry : List.of(open, closed)) {
            registry.destroy();
            registry.waitFor();
        }
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
        machine.kubectl("run", "nowhere", "--image=" + OPEN + "/nothing:1");
        machine.await(
                "ErrImagePull", () -> machine.kubectl("get", "events", "--field-selector=involvedObject.name=nowhere"));
        machine.await("ImagePullBackOff", () -> machine.kubectl("get", "pod", "nowhere"));
        assertThat(machine.kubectl("describe", "pod", "nowhere"))
                .contains("Failed to pull image \"" + OPEN + "/nothing:1\"")
                .contains("Back-off pulling image \"" + OPEN + "/nothing:1\"");
        machine.kubectl("delete", "pod", "nowhere", "--grace-period=0", "--force");
    }

    @Test
    void pullsFromARegistryEachTimeOrOnce() throws Exception {
        machine.kubectl("run", "always", "--image=" + OPEN + "/wanted:1", "--image-pull-policy=Always");
        machine.kubectl("wait", "--for=condition=Ready", "pod/always", "--timeout=60s");
        machine.await(
                "Successfully pulled image \"" + OPEN + "/wanted:1\"",
                () -> machine.kubectl("describe", "pod", "always"));

        machine.kubectl("run", "once", "--image=" + OPEN + "/wanted:1", "--image-pull-policy=IfNotPresent");
        machine.kubectl("wait", "--for=condition=Ready", "pod/once", "--timeout=60s");
        machine.await("already present on machine", () -> machine.kubectl("describe", "pod", "once"));
        machine.kubectl("delete", "pod", "always", "once", "--grace-period=1");
    }

    @Test
    void aPrivateImageNeedsItsSecret() throws Exception {
        machine.kubectl("run", "stranger", "--image=" + PRIVATE + "/wanted:1", "--image-pull-policy=Always");
        machine.await(
                "ErrImagePull",
                () -> machine.kubectl("get", "events", "--field-selector=involvedObject.name=stranger"));
        machine.kubectl("delete", "pod", "stranger", "--grace-period=1");

        machine.kubectl(
                "create",
                "secret",
                "docker-registry",
                "there",
                "--docker-server=" + PRIVATE,
                "--docker-username=ann",
                "--docker-password=open-sesame");
        machine.kubectl(
                "run",
                "friend",
                "--image=" + PRIVATE + "/wanted:1",
                "--image-pull-policy=Always",
                "--overrides={\"spec\":{\"imagePullSecrets\":[{\"name\":\"there\"}]}}");
        machine.kubectl("wait", "--for=condition=Ready", "pod/friend", "--timeout=60s");
        machine.kubectl("delete", "pod", "friend", "--grace-period=1");
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
