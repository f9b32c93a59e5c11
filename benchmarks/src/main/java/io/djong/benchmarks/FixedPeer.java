package io.djong.benchmarks;

import io.djong.api.meta.Bytes;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.Credentials;
import io.djong.client.remote.HttpKubeClient;
import io.djong.http.tls.ClientTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [FixedServer] in a process of its own that answers what an API server answered before: the same bytes, asked for
/// by the same client.
final class FixedPeer implements ApiPeer {
    private static final String GET = KubePeer.MAPS_PATH + "/" + KubePeer.presentName(0);

    private final Environment environment;
    private final Path folder;
    private final Process process;
    private final BufferedReader replies;
    private final Writer commands;
    private final int port;
    private final HttpKubeClient client;
    private @Nullable Watchers watchers;

    FixedPeer(Environment environment, Path folder, KubePeer original) throws Exception {
        this.environment = environment;
        this.folder = Files.createDirectories(folder);
        process = start();
        replies = process.inputReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
        port = Integer.parseInt(replies.readLine());
        client = client();
        copy(original.client(), GET, ClientConfig.PROTOBUF, GET);
        for (var form : List.of(ClientConfig.JSON, ClientConfig.PROTOBUF)) {
            copy(original.client(), KubePeer.PODS_PATH, form, listed(form));
        }
        original.client().of(CoreV1.CONFIG_MAPS).create(KubePeer.map("copied"));
        var watch = new RawRequest(
                "GET",
                KubePeer.MAPS_PATH,
                Map.of(
                        "watch", List.of("1"),
                        "timeoutSeconds", List.of("1"),
                        "fieldSelector", List.of("metadata.name=copied")),
                ClientConfig.PROTOBUF + ";stream=watch",
                "",
                Bytes.EMPTY);
        answer(
                "watch",
                "application/vnd.kubernetes.protobuf;stream=watch",
                original.client().raw(watch).body());
    }

    private static Process start() throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                FixedServer.class.getName()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private HttpKubeClient client() {
        var url = "https://127.0.0.1:" + port;
        var config = ClientConfig.of(url, ClientTls.INSECURE, Credentials.bearer(() -> "nobody"));
        return new HttpKubeClient(environment, config, new MetricRegistry());
    }

    private static String listed(String form) {
        return "/" + form.substring(form.lastIndexOf('.') + 1).replace('/', '-');
    }

    private void copy(KubeClient original, String path, String form, String target) throws Exception {
        answer(target, form, original.raw(RawRequest.get(path).withAccept(form)).body());
    }

    private void answer(String target, String contentType, Bytes bytes) throws IOException {
        var file = Files.write(folder.resolve("bytes" + target.replace('/', '-')), bytes.toArray());
        command("answer " + target + " " + contentType + " " + file);
    }

    private void command(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
        replies.readLine();
    }

    @Override
    public String title() {
        return "fixed bytes";
    }

    @Override
    public Load.@Nullable Operation operation(Work work) throws Exception {
        var get = RawRequest.get(GET).withAccept(ClientConfig.PROTOBUF);
        return switch (work) {
            case GET, GET_ALONE -> () -> client.raw(get);
            case LIST_JSON -> () -> client.raw(RawRequest.get(listed(ClientConfig.JSON)));
            case LIST_PROTOBUF -> () -> client.raw(RawRequest.get(listed(ClientConfig.PROTOBUF)));
            case WATCH -> watched();
            case CREATE, CREATE_ALONE, PATCH, CREATE_POD -> null;
        };
    }

    private Load.Operation watched() throws InterruptedException {
        var open = watchers;
        if (open == null) {
            open = Watchers.open(this::client, KubePeer.WATCHED);
            watchers = open;
        }
        var all = open;
        return () -> {
            command("event " + folder.resolve("byteswatch"));
            all.awaitEvent();
        };
    }

    @Override
    public long micros() throws IOException {
        return ProcessFigures.cpuMicros(process);
    }

    @Override
    public long compilerMicros() throws IOException {
        return ProcessFigures.compilerMicros(process);
    }

    @Override
    public void close() throws Exception {
        if (watchers != null) watchers.close();
        client.close();
        process.destroy();
        process.onExit().join();
    }
}
