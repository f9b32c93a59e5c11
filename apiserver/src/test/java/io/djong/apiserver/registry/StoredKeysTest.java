package io.djong.apiserver.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.meta.KubeObject;
import io.djong.api.protobuf.Protobuf;
import io.djong.apiserver.cache.StorageCodec;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Where and in which form objects are stored, against what kube-apiserver 1.36 was seen to write: `storage-keys.tsv`
/// has its keys, the version and kind in the envelope, whether that is protobuf or JSON, and whether it expires.
final class StoredKeysTest {
    private record Fact(String key, String apiVersion, String kind, boolean isJson, boolean expires) {
        static Fact of(String line) {
            var columns = line.split("\t", -1);
            return new Fact(columns[0], columns[1], columns[2], columns[3].equals("json"), columns[4].equals("yes"));
        }
    }

    private static Map<String, Fact> facts() throws Exception {
        var facts = new HashMap<String, Fact>();
        try (var in = StoredKeysTest.class.getResourceAsStream("storage-keys.tsv")) {
            assertThat(in).isNotNull();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Fact::of)
                    .forEach(fact -> facts.put(fact.key(), fact));
        }
        return facts;
    }

    @Test
    void whatIsStoredLiesWhereUpstreamKeepsItAndInItsForm() throws Exception {
        var facts = facts();
        var unknown = new ArrayList<String>();
        var softly = new SoftAssertions();
        for (var declaration : declarations(TestServer.likeRecorded())) {
            var resource = declaration.resource();
            var key = declaration.storePrefix() + (resource.namespaced() ? "/{namespace}" : "") + "/{name}";
            var fact = facts.get(key);
            if (fact == null) {
                unknown.add(key);
                continue;
            }
            softly.assertThat(new Fact(
                            key,
                            resource.type().apiVersion(),
                            resource.kind(),
                            bytes(declaration)[0] == '{',
                            declaration.expiry() != null))
                    .isEqualTo(fact);
            softly.assertThat(new String(bytes(declaration), StandardCharsets.ISO_8859_1))
                    .as(key)
                    .startsWith(head(fact));
        }
        softly.assertAll();
        assertThat(unknown).as("served by default, and not recorded").isEmpty();
    }

    /// How the stored bytes begin: the envelope up to the length of the object in it, or the first two members.
    private static String head(Fact fact) {
        if (fact.isJson()) {
            return "{\"kind\":\"" + fact.kind() + "\",\"apiVersion\":\"" + fact.apiVersion() + "\",\"metadata\":{";
        }
        var type = field(1, fact.apiVersion()) + field(2, fact.kind());
        return "k8s\0" + field(1, type) + (char) (2 << 3 | 2);
    }

    private static String field(int number, String text) {
        return (char) (number << 3 | 2) + "" + (char) text.length() + text;
    }

    @Test
    void bothFormsAreReadWhicheverIsWritten() throws Exception {
        for (var declaration : declarations(TestServer.ofEverything())) {
            readBack(declaration);
        }
    }

    private static <T extends KubeObject> void readBack(ResourceDeclaration<T> declaration) {
        var codec = new StorageCodec<>(declaration.resource());
        var object = codec.type().empty();
        var stored = codec.encode(object);
        assertThat(codec.decode(stored, 0)).isEqualTo(object);
        var json = Json.write(object);
        assertThat(codec.decode(json, 0)).isEqualTo(object);
        var protobuf = Protobuf.write(object);
        assertThat(codec.decode(protobuf, 0)).isEqualTo(object);
        assertThat(codec.entry("x", object).protobuf()).isEqualTo(protobuf);
    }

    private static <T extends KubeObject> byte[] bytes(ResourceDeclaration<T> declaration) {
        var codec = new StorageCodec<>(declaration.resource());
        return codec.encode(codec.type().empty());
    }

    private static List<ResourceDeclaration<?>> declarations(TestServer server) throws Exception {
        try {
            var all = new ArrayList<ResourceDeclaration<?>>();
            server.server()
                    .core()
                    .kinds()
                    .forEach(kind -> all.add(kind.objects().declaration()));
            return all;
        } finally {
            server.stop();
        }
    }
}
