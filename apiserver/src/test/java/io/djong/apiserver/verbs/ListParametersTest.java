package io.djong.apiserver.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.server.Asker;
import io.djong.apiserver.server.TestServer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lists and watches may ask for, and what they are told who ask for something else.
final class ListParametersTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static TestServer server;
    private static Asker asker;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(0);
        asker = new Asker(server);
        for (var name : List.of("a", "b", "c", "d")) {
            asker.post(MAPS, "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":{\"first\":\"" + name + "\"}}}");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        asker.close();
        server.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=                                         | 400 | strconv.ParseInt: parsing "": invalid syntax
            timeoutSeconds=x                               | 400 | strconv.ParseInt: parsing "x": invalid syntax
            limit=9223372036854775808                      | 400 | strconv.ParseInt: parsing "9223372036854775808": value out of range
            resourceVersion=x                              | 400 | invalid resource version: resourceVersion: Invalid value: "x"
            resourceVersion=x&watch=1                      | 500 | resourceVersion: Invalid value: "x"
            resourceVersion=1&continue=!                   | 400 | invalid continue token: continue key is not valid: illegal base64 data at input byte 0
            continue=YQ                                    | 400 | invalid character 'a' looking for beginning of value
            continue=WzFd                                  | 400 | json: cannot unmarshal array into Go value of type storage.continueToken
            resourceVersionMatch=Exact                     | 422 | resourceVersionMatch is forbidden unless resourceVersion is provided
            resourceVersionMatch=Exact&resourceVersion=0   | 422 | resourceVersionMatch "exact" is forbidden for resourceVersion "0"
            resourceVersionMatch=x&resourceVersion=1       | 422 | supported values: "Exact", "NotOlderThan", ""
            sendInitialEvents=true                         | 422 | sendInitialEvents is forbidden for list
            watch=1&sendInitialEvents=true                 | 422 | sendInitialEvents requires setting resourceVersionMatch to NotOlderThan
            watch=1&continue=x                             | 422 | resourceVersionMatch is forbidden when continue is provided
            watch=1&resourceVersionMatch=NotOlderThan      | 422 | resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided
            resourceVersion=999999                         | 504 | Timeout: Too large resource version: 999999, current:
            sendInitialEvents=true&fieldSelector=x%3D1     | 422 | sendInitialEvents is forbidden for list
            """)
    void aRefusalSaysWhatUpstreamSays(String query, int code, String message) throws Exception {
        var answer = asker.get(MAPS + "?" + query, "application/json");
        var status = (JsonObject) JsonValue.parse(answer.body().getBytes(UTF_8));
        assertThat(status.string("message")).contains(message);
        assertThat(answer.statusCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"v":"v2","rv":5,"start":"a"}              | server does not recognize this encoded version v2
            {"v":"meta.k8s.io/v1","start":"a"}         | incorrect encoded start resourceVersion (version meta.k8s.io/v1)
            {"v":"meta.k8s.io/v1","rv":5}              | encoded start key empty (version meta.k8s.io/v1)
            {"v":"meta.k8s.io/v1","rv":5,"start":"../x"} | ../x
            {"v":"meta.k8s.io/v1","rv":5,"start":"a//b"} | a//b
            {"v":"meta.k8s.io/v1","rv":"5"}            | json: cannot unmarshal string into Go struct field continueToken.rv of type int64
            {"v":"meta.k8s.io/v1","rv":1.5}            | json: cannot unmarshal number 1.5 into Go struct field continueToken.rv of type int64
            null                                       | server does not recognize this encoded version
            """)
    void aTokenThatNobodyGaveIsRefused(String json, String problem) throws Exception {
        var answer = asker.get(MAPS + "?continue=" + encoded(json), "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer.body())).endsWith("continue key is not valid: " + problem.strip());
    }

    @Test
    void aPageSaysWhereTheNextOneBeginsWithinTheNamespace() throws Exception {
        var page = list("limit=3");
        var meta = page.object("metadata");
        assertThat(names(page)).containsExactly("a", "b", "c");
        assertThat(meta.get("remainingItemCount")).hasToString("1");
        var token = new String(Base64.getUrlDecoder().decode(meta.string("continue")), UTF_8);
        assertThat(token)
                .isEqualTo("{\"v\":\"meta.k8s.io/v1\",\"rv\":" + meta.string("resourceVersion")
                        + ",\"start\":\"/c\\u0000\"}");
        assertThat(names(list("limit=3&continue=" + meta.string("continue")))).containsExactly("d");
        assertThat(names(list("limit=1&resourceVersion=0"))).hasSize(4);
    }

    @Test
    void aSelectedPageSaysThatMoreFollowsWithoutLookingForIt() throws Exception {
        var page = list("limit=1&labelSelector=first%3Da");
        assertThat(names(page)).containsExactly("a");
        assertThat(page.object("metadata").get("remainingItemCount")).isNull();
        var token = page.object("metadata").string("continue");
        assertThat(names(list("limit=1&labelSelector=first%3Da&continue=" + token)))
                .isEmpty();
    }

    @Test
    void aTokenOfTheFutureIsWaitedFor() throws Exception {
        var answer = asker.get(
                MAPS + "?continue=" + encoded("{\"v\":\"meta.k8s.io/v1\",\"rv\":999999,\"start\":\"a\"}"),
                "application/json");
        assertThat(answer.statusCode()).isEqualTo(504);
    }

    @Test
    void anOldPathWatchesOneObject() throws Exception {
        var watch = "/api/v1/watch/namespaces/default/configmaps/b?timeoutSeconds=1";
        assertThat(asker.get(watch, "application/json").body().lines().toList())
                .singleElement()
                .satisfies(event -> assertThat(event).contains("\"ADDED\"", "\"name\":\"b\""));
        assertThat(message(asker.get(watch + "&fieldSelector=metadata.name%3Da", "application/json")
                        .body()))
                .isEqualTo("fieldSelector metadata.name doesn't match requested name");
        assertThat(asker.get("/api/v1/watch/namespaces/default?timeoutSeconds=1", "application/json")
                        .body())
                .contains("\"name\":\"default\"");
    }

    @Test
    void aStreamingListFromTheFutureEndsWithAnErrorEvent() throws Exception {
        var path = MAPS + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=999999";
        var answer = asker.get(path, "application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ERROR\"", "Too large resource version: 999999");
    }

    private static JsonObject list(String query) throws Exception {
        var answer = asker.get(MAPS + "?" + query, "application/json");
        return (JsonObject) JsonValue.parse(answer.body().getBytes(UTF_8));
    }

    private static List<String> names(JsonObject list) {
        var names = new ArrayList<String>();
        for (var item : list.array("items").values()) {
            names.add(((JsonObject) item).object("metadata").string("name"));
        }
        return names;
    }

    private static String message(String body) throws Exception {
        return ((JsonObject) JsonValue.parse(body.getBytes(UTF_8)))
                .string("message")
                .strip();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
