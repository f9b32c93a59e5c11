package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every stock kubectl of the machine, old and new, does what people do with it, against one `djong apiserver`, which
/// serves the definitions of custom resources that kubectl asks about a kind that it does not know.
class KubectlVersionsTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: "localhost/web:1"}]
            """;

    @TempDir
    private static Path folder;

    private static ApiServerProcess server;
    private static int visits;

    @SuppressWarnings("NullAway.Init") // set by each visit
    private Kubectl kubectl;

    private String namespace = "";
    private Path home = folder;

    @BeforeAll
    static void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        server = ApiServerProcess.start(djong, folder.resolve("server"), Map.of(), "--serve-unenforced");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Path> installed() throws IOException {
        return Kubectl.installed();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void appliesComparesEditsReplacesAndWaits(Path program) throws Exception {
        visit(program);
        var file = Files.writeString(home.resolve("web.yaml"), WEB).toString();
        var changed = Files.writeString(home.resolve("changed.yaml"), WEB.replace("replicas: 2", "replicas: 3"))
                .toString();

        assertThat(attempt("diff", "-f", file).status()).isEqualTo(1);
        assertThat(in("apply", "-f", file)).isEqualTo("deployment.apps/web created\n");
        assertThat(in("apply", "-f", file)).isEqualTo("deployment.apps/web unchanged\n");
        assertThat(in("diff", "-f", file)).isEmpty();
        assertThat(attempt("diff", "-f", changed).out()).contains("-  replicas: 2\n", "+  replicas: 3\n");
        assertThat(in("apply", "-f", changed)).isEqualTo("deployment.apps/web configured\n");
        assertThat(in("apply", "--server-side", "--force-conflicts", "-f", file))
                .isEqualTo("deployment.apps/web serverside-applied\n");
        assertThat(replicas()).isEqualTo("2");
        assertThat(attempt(Map.of("KUBE_EDITOR", editor("replicas: 2", "replicas: 7")), "edit", "deployment", "web")
                        .out())
                .isEqualTo("deployment.apps/web edited\n");
        assertThat(replicas()).isEqualTo("7");
        assertThat(in("replace", "-f", changed)).isEqualTo("deployment.apps/web replaced\n");
        assertThat(in("wait", "--for=jsonpath={.spec.replicas}=3", "deployment/web", "--timeout=20s"))
                .isEqualTo("deployment.apps/web condition met\n");
        assertThat(in("scale", "deployment", "web", "--replicas=4")).isEqualTo("deployment.apps/web scaled\n");
        assertThat(in("set", "image", "deployment/web", "web=localhost/web:2"))
                .isEqualTo("deployment.apps/web image updated\n");
        assertThat(in("delete", "deployment", "web")).contains("deployment.apps \"web\" deleted");
    }

    @ParameterizedTest
    @MethodSource("installed")
    void refusesWhatIsMisspeltByItsPathOrItsName(Path program) throws Exception {
        visit(program);
        var field = Files.writeString(home.resolve("field.yaml"), WEB.replace("replicas", "replicsa"));
        var kind = Files.writeString(home.resolve("kind.yaml"), WEB.replace("Deployment", "Deploymint"));

        assertThat(attempt("apply", "-f", field.toString()).out()).contains("unknown field \"spec.replicsa\"");
        assertThat(attempt("apply", "-f", kind.toString()).out())
                .contains("no matches for kind \"Deploymint\" in version \"apps/v1\"");
    }

    @ParameterizedTest
    @MethodSource("installed")
    void labelsAnnotatesTaintsCordonsAndDrains(Path program) throws Exception {
        visit(program);
        var node = "node-" + namespace;
        kubectl.run(
                "apply",
                "-f",
                Files.writeString(home.resolve("node.yaml"), """
                apiVersion: v1
                kind: Node
                metadata: {name: %s}
                """.formatted(node))
                        .toString());
        in(
                "apply",
                "-f",
                Files.writeString(home.resolve("pod.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata: {name: bare}
                spec:
                  nodeName: %s
                  terminationGracePeriodSeconds: 0
                  containers: [{name: c, image: localhost/web:1}]
                """.formatted(node)).toString());

        assertThat(in("label", "node", node, "disk=fast")).isEqualTo("node/" + node + " labeled\n");
        assertThat(in("annotate", "node", node, "seen=once"))
                .startsWith("node/" + node + " annotate"); // "annotated" since 1.28
        assertThat(attempt("annotate", "node", node, "seen=twice").out()).contains("--overwrite is false");
        assertThat(in("annotate", "--overwrite", "node", node, "seen=twice")).startsWith("node/" + node + " annotate");
        assertThat(in("taint", "node", node, "for=us:NoSchedule")).isEqualTo("node/" + node + " tainted\n");
        assertThat(in("taint", "node", node, "for:NoSchedule-")).isEqualTo("node/" + node + " untainted\n");
        assertThat(in("cordon", node)).isEqualTo("node/" + node + " cordoned\n");
        assertThat(in("get", "node", node)).contains("SchedulingDisabled");
        assertThat(in("drain", node, "--force", "--timeout=30s")).contains("pod/bare evicted", "drained");
        assertThat(in("uncordon", node)).isEqualTo("node/" + node + " uncordoned\n");
        assertThat(in("delete", "node", node)).contains("deleted");
    }

    @ParameterizedTest
    @MethodSource("installed")
    void asksWhatItMayAndExplains(Path program) throws Exception {
        visit(program);

        assertThat(in("auth", "can-i", "create", "pods")).isEqualTo("yes\n");
        assertThat(attempt("auth", "can-i", "create", "pods", "--as=nobody").out())
                .startsWith("no");
        if (!program.endsWith("kubectl.1.27")) { // it asks for the beta that 1.36 does not serve
            assertThat(in("auth", "whoami")).contains("Username", "admin");
        }
        assertThat(in("explain", "deployment.spec.replicas")).contains("replicas", "<integer>");
        assertThat(in("get", "--raw", "/readyz")).isEqualTo("ok");
        assertThat(in("create", "token", "default").strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(in("get", "all")).contains("No resources found");
    }

    /// Each of them is in a namespace and a home folder of its own.
    private void visit(Path program) throws Exception {
        namespace = "visit-" + visits++;
        home = Files.createDirectory(folder.resolve(namespace));
        kubectl = new Kubectl(program.toString(), server.url(), home);
        kubectl.run("create", "namespace", namespace);
        in("create", "serviceaccount", "default");
    }

    private String in(String... arguments) throws Exception {
        var result = attempt(arguments);
        assertThat(result.status())
                .as("%s: %s", List.of(arguments), result.out())
                .isZero();
        return result.out();
    }

    private Installation.Result attempt(String... arguments) throws Exception {
        return attempt(Map.of(), arguments);
    }

    private Installation.Result attempt(Map<String, String> environment, String... arguments) throws Exception {
        var all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--namespace=" + namespace;
        return kubectl.attempt(environment, all);
    }

    private String replicas() throws Exception {
        return in("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}");
    }

    /// An editor that replaces one text by another.
    private String editor(String before, String after) throws IOException {
        var script = home.resolve("editor.sh");
        Files.writeString(script, "#!/bin/sh\nsed -i 's/%s/%s/' \"$1\"\n".formatted(before, after));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"))
                .toString();
    }
}
