package io.djong.api.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.GeneratedTypes.Generated;
import io.djong.api.json.JsonValue;
import io.djong.api.protobuf.Protobuf;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every generated type: value → JSON → value and value → protobuf → value are the same value, and writing it again
/// gives the same bytes.
class RoundTripProperties {
    private static final int SEEDS = 6;

    /// Upstream has no protobuf for these either.
    private static final Set<String> JSON_ONLY =
            Set.of("Table", "TableRow", "TableColumnDefinition", "TableRowCondition");

    static Stream<Generated> types() throws Exception {
        return GeneratedTypes.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeSurvivesBothEncodings(Generated one) throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            var value = new RandomRecords(new Random(seed), seed < 2).record(one.type(), 3);
            byte[] json = Json.write(one.codec(), value);
            JsonValue.parse(json);
            Object fromJson = Json.read(one.codec(), json);
            assertThat(fromJson)
                    .as("%s json seed %d: %s", one, seed, new String(json, UTF_8))
                    .isEqualTo(value);
            assertThat(Json.write(one.codec(), fromJson)).isEqualTo(json);
            if (JSON_ONLY.contains(one.type().getSimpleName())) continue;
            byte[] proto = Protobuf.writeMessage(one.codec(), value);
            Object fromProto = Protobuf.readMessage(one.codec(), proto);
            assertThat(fromProto).as("%s protobuf seed %d", one, seed).isEqualTo(value);
            assertThat(Protobuf.writeMessage(one.codec(), fromProto)).isEqualTo(proto);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theEmptyValueIsWhatNothingReadsAs(Generated one) throws Exception {
        assertThat(Json.read(one.codec(), "null".getBytes(UTF_8)))
                .isEqualTo(one.codec().empty());
        assertThat(Protobuf.readMessage(one.codec(), new byte[0]))
                .isEqualTo(one.codec().empty());
        assertThat(Json.read(one.codec(), Json.write(one.codec(), one.codec().empty())))
                .isEqualTo(one.codec().empty());
    }
}
