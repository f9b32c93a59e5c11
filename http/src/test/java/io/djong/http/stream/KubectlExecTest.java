package io.djong.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.server.Serving;
import io.djong.http.spdy.SpdyConnection;
import io.djong.http.websocket.ChannelProtocol;
import io.djong.http.websocket.Channels;
import io.djong.http.websocket.Handshake;
import io.djong.http.websocket.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stock kubectl executes commands through the relay: just enough of an API server around it.
class KubectlExecTest {
    private static final String FAILED = """
            {"metadata":{},"status":"Failure","message":"command terminated with non-zero exit code: exit status 3",\
            "reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}""";

    @TempDir
    private Path folder;

    private final LinkedBlockingQueue<FakeRuntime.Session> sessions = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> protocols = new LinkedBlockingQueue<>();
    private HttpClient client;
    private Serving runtime;
    private Serving api;

    @BeforeEach
    void start() throws Exception {
        client = new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.DEFAULTS);
        runtime = Serving.plain(new FakeRuntime(sessions).handler());
        HttpHandler handler = (request, response) -> {
            switch (request.path()) {
                case "/api" -> json(response, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
                case "/apis" -> json(response, "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}");
                case "/api/v1" -> json(response, """
                        {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"pods","singularName":"pod",\
                        "namespaced":true,"kind":"Pod","verbs":["get"],"shortNames":["po"]}]}""");
                case "/api/v1/namespaces/default/pods/p" -> json(response, """
                        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"default"},\
                        "spec":{"containers":[{"name":"c"}]},"status":{"phase":"Running"}}""");
                case "/api/v1/namespaces/default/pods/p/exec" -> exec(request, response);
                default -> response.send(404, Piece.of(request.path()));
            }
        };
        api = Serving.tls(handler);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
        runtime.close();
    }

    private static void json(Response response, String text) {
        response.header("Content-Type", "application/json").send(200, Piece.of(text));
    }

    private void exec(Request request, Response response) throws Exception {
        if (!Handshake.isRequested(request)) {
            response.send(400, Piece.of("not a WebSocket"));
            return;
        }
        var protocol = Objects.requireNonNull(ChannelProtocol.negotiate(Handshake.offered(request)));
        protocols.add(protocol.text());
        var socket = Handshake.accept(request, response, protocol.text(), WebSocket.MESSAGE_BYTES_MAX);
        var query = "&" + request.rawQuery() + "&";
        var streams = new CommandStreams(
                query.contains("&stdin=true&"),
                query.contains("&stdout=true&"),
                query.contains("&stderr=true&"),
                query.contains("&tty=true&"));
        var backend = SpdyConnection.connect(
                Serving.ENVIRONMENT,
                client,
                ClientRequest.get(runtime.uri("/exec/token")).withMethod("POST"),
                List.of(CommandRelay.BACKEND_PROTOCOL));
        var outcome = new CommandOutcome() {
            @Override
            public byte[] failure(String message) {
                return message.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public byte[] legacy(byte[] status) {
                return status;
            }
        };
        new CommandRelay(Serving.ENVIRONMENT, new Channels(socket, protocol), backend, streams, outcome).run();
    }

    private Process kubectl(Path output, String... arguments) throws Exception {
        var kubectl = Path.of("/usr/bin/kubectl");
        assertThat(kubectl).as("this test needs a stock kubectl").isExecutable();
        var command = new ArrayList<>(List.of(
                kubectl.toString(),
                "--kubeconfig=/dev/null",
                "--cache-dir=" + folder.resolve("cache"),
                "--server=https://localhost:" + api.port(),
                "--insecure-skip-tls-verify",
                "--token=anybody", // Without a credential kubectl asks for a user's name.
                "exec"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @Test
    void copiesStdinAndLearnsTheEnd() throws Exception {
        var output = folder.resolve("output");
        var process = kubectl(output, "-i", "p", "--", "cat");
        var session = sessions.take();
        try (var stdin = process.getOutputStream()) {
            stdin.write("first line\n".getBytes(StandardCharsets.UTF_8));
            stdin.flush();
            for (var event = session.events.take(); !event.equals("stdin: first line\n"); )
                event = session.events.take();
            session.send("stdout", "echo of the first line\n");
            stdin.write("second line\n".getBytes(StandardCharsets.UTF_8));
        }
        for (var event = session.events.take(); !event.equals("end of stdin"); ) event = session.events.take();
        session.send("stdout", "after stdin ended\n");
        session.send("error", "{\"metadata\":{},\"status\":\"Success\"}");
        session.end();
        assertThat(process.waitFor()).as(() -> read(output)).isZero();
        assertThat(read(output)).isEqualTo("echo of the first line\nafter stdin ended\n");
        assertThat(protocols.take()).isEqualTo("v5.channel.k8s.io");
    }

    @Test
    void exitsLikeTheCommand() throws Exception {
        var output = folder.resolve("output");
        var process = kubectl(output, "p", "--", "false");
        var session = sessions.take();
        for (var event = session.events.take(); !event.equals("open stderr"); ) event = session.events.take();
        session.send("stderr", "complaint\n");
        session.send("error", FAILED);
        session.end();
        assertThat(process.waitFor()).as(() -> read(output)).isEqualTo(3);
        assertThat(read(output)).contains("complaint").contains("command terminated with exit code 3");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
