package io.djong.api.validation.kinds;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.Resource;
import io.djong.api.types.Types;
import java.util.Arrays;
import java.util.List;

/// Any bytes for any kind: what can be read gets defaults and an answer, as a new object and as a change of itself.
/// The first byte chooses the kind, unless `-Ddjong.fuzz.kind=Pod` does. An ordinary test run plays the known inputs
/// again; with `JAZZER_FUZZ=1` in the environment it looks for new ones.
class KindFuzz {
    private static final List<KubeType<?>> KINDS = kinds();

    @FuzzTest(maxDuration = "2m")
    void readsDefaultsAndValidates(byte[] data) {
        if (data.length > 0) {
            check(KINDS.get((data[0] & 0xff) % KINDS.size()), Arrays.copyOfRange(data, 1, data.length));
        }
    }

    private static <T extends ApiObject> void check(KubeType<T> kind, byte[] body) {
        T read;
        try {
            read = Json.read(kind, body, DecodeOptions.LENIENT).value();
        } catch (JsonException e) {
            return;
        }
        var object = Defaults.apply(read);
        if (!Defaults.apply(object).equals(object)) {
            throw new AssertionError("defaults applied twice differ: " + object);
        }
        Validation.create(object);
        if (object instanceof KubeObject changed) {
            Validation.update(changed, changed);
            Validation.updateStatus(changed, changed);
        }
    }

    private static List<KubeType<?>> kinds() {
        var only = System.getProperty("djong.fuzz.kind", "");
        return Types.resources().stream()
                .<KubeType<?>>map(Resource::type)
                .filter(kind -> only.isEmpty() || kind.kind().equals(only))
                .toList();
    }
}
