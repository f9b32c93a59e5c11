package io.djong.apiserver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What kube-apiserver 1.36.3 answers at these paths: status, headers, forms.
final class OpenApiStageTest {
    private static TestServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.likeRecorded();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.clientTls())
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.stop();
    }

    /// @param headers names and values in turn
    private static HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
        var uri = "https://127.0.0.1:" + server.server().address().getPort() + path;
        var request = HttpRequest.newBuilder(URI.create(uri))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .setHeader("Authorization", "Bearer " + TestServer.ADMIN_TOKEN);
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }

    private static JsonObject json(HttpResponse<byte[]> answer) throws Exception {
        return (JsonObject) JsonValue.parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void theIndexNamesEveryDocumentWithItsHash() throws Exception {
        var index = ask("GET", "/openapi/v3");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(header(index, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        var paths = json(index).object("paths");
        assertThat(paths.members().keySet())
                .contains("api", "api/v1", "apis", "apis/apps", "apis/apps/v1", "version", "openid/v1/jwks");
        for (var path : paths.members().keySet()) {
            var url = paths.object(path).string("serverRelativeURL");
            var document = ask("GET", url);
            assertThat(document.statusCode()).as(url).isEqualTo(200);
            assertThat(header(document, "ETag")).isEqualTo('"' + url.substring(url.indexOf('=') + 1) + '"');
            assertThat(header(document, "Cache-Control")).isEqualTo("public, immutable");
            assertThat(header(document, "Expires")).endsWith(" UTC");
        }
    }

    @Test
    void aDocumentWithoutHashIsAskedForAgain() throws Exception {
        var document = ask("GET", "/openapi/v3/apis/apps/v1");
        assertThat(header(document, "Cache-Control")).isEqualTo("no-cache, private");
        assertThat(header(document, "Content-Type")).isEqualTo("application/json");
        assertThat(header(document, "Vary")).isEqualTo("Accept");
        assertThat(header(document, "Expires")).isEmpty();
        var again = ask("GET", "/openapi/v3/apis/apps/v1", "If-None-Match", header(document, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(header(document, "ETag"));
    }

    @Test
    void aWrongHashLeadsToTheRightOne() throws Exception {
        var answer = ask("GET", "/openapi/v3/version?hash=00");
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(header(answer, "Location"))
                .isEqualTo("/openapi/v3/version?hash=" + header(answer, "ETag").replace("\"", ""));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void formsAreNegotiated() throws Exception {
        for (var version : new String[] {"v2", "v3"}) {
            var path = version.equals("v2") ? "/openapi/v2" : "/openapi/v3/version";
            var json = ask("GET", path, "Accept", "application/json;q=0.5, application/*");
            assertThat(header(json, "Content-Type")).isEqualTo("application/json");
            var type = "application/com.github.proto-openapi.spec.%s.v1.0+protobuf".formatted(version);
            for (var asked : new String[] {type, type.replace(".v1.0", "@v1.0")}) {
                var protobuf = ask("GET", path, "Accept", asked + ",application/json;q=0.9");
                assertThat(header(protobuf, "Content-Type")).isEqualTo(type);
                assertThat(header(protobuf, "ETag")).isEqualTo(header(json, "ETag"));
                assertThat(Arrays.copyOf(protobuf.body(), 2)).containsExactly(0x0a, version.equals("v2") ? 3 : 5);
            }
            var other = ask("GET", path, "Accept", "application/xml");
            assertThat(other.statusCode()).isEqualTo(406);
            assertThat(other.body()).isEmpty();
        }
    }

    @Test
    void versionTwoIsCompressedForThoseWhoAsk() throws Exception {
        var plain = ask("GET", "/openapi/v2");
        assertThat(json(plain).string("swagger")).isEqualTo("2.0");
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding, Accept");
        var zipped = ask("GET", "/openapi/v2", "Accept-Encoding", "gzip");
        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(new Zipped(zipped.body(), plain.body().length).text()).isEqualTo(plain.body());
        assertThat(zipped.body().length).isLessThan(plain.body().length / 5);
        assertThat(ask("GET", "/openapi/v2", "If-None-Match", "*").statusCode()).isEqualTo(304);
    }

    @Test
    void anyMethodIsAnsweredAndAPartCanBeAskedFor() throws Exception {
        assertThat(ask("POST", "/openapi/v3/version").statusCode()).isEqualTo(200);
        var part = ask("GET", "/openapi/v3/version", "Range", "bytes=0-9");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).startsWith("bytes 0-9/");
        assertThat(part.body()).hasSize(10);
    }

    @Test
    void unknownDocumentsAreAnsweredWithNothing() throws Exception {
        for (var path : new String[] {"/openapi/v3/apis/nothing/v1", "/openapi/v3/"}) {
            var answer = ask("GET", path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(new String(ask("GET", "/openapi/v2/").body(), StandardCharsets.UTF_8))
                .isEqualTo("404 page not found\n");
    }
}
