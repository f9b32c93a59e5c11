package io.djong.apiserver.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FormCacheTest {
    private static final StorageCodec<ConfigMap> CODEC = new StorageCodec<>(CoreV1.CONFIG_MAPS);

    @Test
    void keepsWhatIsAskedForAndDropsWhatIsNot() {
        var entries = entries(10);
        int one = entries.getFirst().json(new FormCache(1 << 20)).length;
        var again = entries(10);
        var forms = new FormCache(5L * one);
        for (int i = 0; i < 5; i++) {
            again.get(i).json(forms);
        }
        var kept = again.getFirst().json(forms);
        for (int i = 5; i < 8; i++) {
            again.get(i).json(forms);
        }
        assertThat(again.getFirst().json(forms)).isSameAs(kept);
        assertThat(forms.sizeBytes()).isLessThanOrEqualTo(5L * one);
    }

    @Test
    void neverKeepsMoreThanTheLimit() {
        var forms = new FormCache(1_000);
        for (var entry : entries(100)) {
            var form = entry.json(forms);
            assertThat(entry.json(forms)).isEqualTo(form);
            assertThat(forms.sizeBytes()).isLessThanOrEqualTo(1_000);
        }
    }

    private static List<CacheEntry<ConfigMap>> entries(int count) {
        var all = new ArrayList<CacheEntry<ConfigMap>>();
        for (int i = 0; i < count; i++) {
            var map = ConfigMap.EMPTY
                    .withMetadata(ObjectMeta.EMPTY.withName("m" + i).withNamespace("a"))
                    .withData(Map.of("k", "v"));
            all.add(new CacheEntry<>(CODEC, "a/m" + i, CODEC.encode(map), 7, null));
        }
        return all;
    }
}
