package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.GeneratedTypes;
import io.djong.api.codec.GeneratedTypes.Generated;
import io.djong.api.codec.RandomRecords;
import io.djong.api.defaults.Defaults;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.validation.FieldError;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind: defaults applied twice are defaults applied once, and rules answer about any object, new or changed,
/// with errors that have a path and a text, and never with an exception. `-Ddjong.seeds=500` looks longer.
class EveryKindProperties {
    private static final int SEEDS = Integer.getInteger("djong.seeds", 10);
    private static final int DEPTH = 6;

    static Stream<Generated> kinds() throws Exception {
        return GeneratedTypes.all().stream().filter(one -> ApiObject.class.isAssignableFrom(one.type()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anyObjectGetsDefaultsAndAnAnswer(Generated kind) throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new RandomRecords(new Random(seed), seed % 2 == 0);
            var object = Defaults.apply((ApiObject) random.record(kind.type(), DEPTH));
            assertThat(Defaults.apply(object))
                    .as("defaults twice, seed %d", seed)
                    .isEqualTo(object);
            readable(Validation.create(object));
            if (object instanceof KubeObject now) {
                var before = (KubeObject) Defaults.apply((ApiObject) random.record(kind.type(), DEPTH));
                readable(Validation.update(now, before));
                readable(Validation.updateStatus(now, before));
                readable(Validation.update(now, now));
                readable(Validation.updateStatus(now, now));
            }
        }
    }

    private static void readable(List<FieldError> errors) {
        for (var error : errors) {
            assertThat(error.toString()).isNotBlank();
        }
    }
}
