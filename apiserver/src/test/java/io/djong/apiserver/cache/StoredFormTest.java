package io.djong.apiserver.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.KubeObject;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent of a stored object is, byte for byte, what encoding the object with its version gives.
class StoredFormTest {
    private static final ObjectMeta NAMED =
            ObjectMeta.EMPTY.withName("colours").withNamespace("demo").withUid("u-1");

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 1_234_567, Long.MAX_VALUE, -1})
    void putsTheVersionIntoTheMetadata(long revision) {
        var all = List.of(
                ConfigMap.EMPTY,
                ConfigMap.EMPTY.withMetadata(NAMED),
                ConfigMap.EMPTY
                        .withMetadata(NAMED.withGeneration(7L)
                                .withCreationTimestamp(Instant.ofEpochSecond(1_700_000_000))
                                .withLabels(Map.of("a", "b"))
                                .withAnnotations(Map.of("long", "x".repeat(300))))
                        .withData(Map.of("text", "y".repeat(20_000))),
                Pod.EMPTY
                        .withMetadata(NAMED.withFinalizers(List.of("one", "two")))
                        .withSpec(PodSpec.EMPTY.withContainers(List.of(Container.EMPTY.withName("main")))));
        for (var object : all) {
            check(object, object, revision);
        }
    }

    @Test
    void replacesAVersionThatWasStored() {
        var object = ConfigMap.EMPTY.withMetadata(NAMED.withGeneration(3L));
        check(object.withMetadata(object.metadata().withResourceVersion("99999")), object, 5);
    }

    private static void check(KubeObject stored, KubeObject object, long revision) {
        var metadata = object.metadata().withResourceVersion(Long.toUnsignedString(revision));
        var expected = Protobuf.write(object.withMetadata(metadata));
        var form = StoredForm.of(Protobuf.write(stored), revision);
        assertThat(form.document()).isEqualTo(expected);
        var message = form.message();
        assertThat(message).hasSize(form.messageBytes());
        assertThat(expected).containsSequence(message);
    }
}
