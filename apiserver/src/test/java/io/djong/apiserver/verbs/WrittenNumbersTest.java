package io.djong.apiserver.verbs;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.ReplicationController;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.PatchType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A whole number that is written with a point is none to merge and JSON patches, which pass it on as it is written;
/// a strategic one reads it first.
class WrittenNumbersTest {
    private static final ObjectKey KEY = new ObjectKey("default", "r");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        MERGE | {"spec":{"replicas":2.0}} | 2.0
        MERGE | {"spec":{"replicas":2e0}} | 2e0
        JSON | [{"op":"replace","path":"/spec/replicas","value":2.0}] | 2.0
        """)
    void aPointMakesADifference(PatchType type, String patch, String shown) throws Exception {
        VirtualServer.run(server -> {
            create(server);
            assertThatThrownBy(() ->
                            server.admin().of(CoreV1.REPLICATION_CONTROLLERS).patch(KEY, type, patch.getBytes(UTF_8)))
                    .hasMessageContaining("json: cannot unmarshal number " + shown
                            + " into Go struct field ReplicationControllerSpec.spec.replicas of type int32");
        });
    }

    @Test
    void notToAStrategicPatch() throws Exception {
        VirtualServer.run(server -> {
            create(server);
            var patched = server.admin()
                    .of(CoreV1.REPLICATION_CONTROLLERS)
                    .patch(KEY, PatchType.STRATEGIC, "{\"spec\":{\"replicas\":2.0}}".getBytes(UTF_8));
            assertThat(patched.spec().replicas()).isEqualTo(2);
        });
    }

    private static void create(VirtualServer server) throws Exception {
        server.admin().of(CoreV1.REPLICATION_CONTROLLERS).create(object(ReplicationController.TYPE, """
                {"metadata":{"name":"r","namespace":"default"},"spec":{"template":{
                  "metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}"""));
    }
}
