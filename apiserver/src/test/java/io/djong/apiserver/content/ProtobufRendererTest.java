package io.djong.apiserver.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.ConfigMapList;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.cache.CacheLimits;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.cache.StorageCodec;
import io.djong.apiserver.resource.Page;
import io.djong.base.wire.WireException;
import io.djong.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufRendererTest {
    private final StorageCodec<ConfigMap> codec = new StorageCodec<>(CoreV1.CONFIG_MAPS);
    private final ResourceCache<ConfigMap> cache =
            new ResourceCache<>("/registry/configmaps/", codec, CacheLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 200})
    void aListIsWhatEncodingItWholeGives(int count) throws WireException {
        var entries = new ArrayList<Entry>();
        var items = new ArrayList<ConfigMap>();
        for (int i = 0; i < count; i++) {
            var name = "map-%03d".formatted(i);
            var text = "x".repeat(i == 2 ? 100_000 : 7 * i); // one is larger than a chunk
            var object = ConfigMap.EMPTY
                    .withMetadata(ObjectMeta.EMPTY.withName(name).withNamespace("demo"))
                    .withData(Map.of("text", text));
            entries.add(new Entry("/registry/configmaps/demo/" + name, codec.encode(object), 1, i + 1, 1, false));
            items.add(codec.at(object, i + 1));
        }
        var past = cache.past(entries);
        var page = new Page<>(
                items.stream()
                        .map(item -> Objects.requireNonNull(
                                past.get("demo/" + item.metadata().name())))
                        .toList(),
                500,
                "",
                null);
        var renderer = new ProtobufRenderer<>(Version.hub(CoreV1.CONFIG_MAPS));
        var list = Protobuf.read(
                ConfigMapList.TYPE, Pieces.joined(renderer.list(page).all()));
        assertThat(list.items()).isEqualTo(List.copyOf(items));
        assertThat(list.metadata().resourceVersion()).isEqualTo("500");
    }
}
