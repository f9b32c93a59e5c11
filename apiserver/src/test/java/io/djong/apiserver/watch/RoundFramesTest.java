package io.djong.apiserver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.CacheLimits;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.cache.StorageCodec;
import io.djong.http.Piece;
import io.djong.store.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RoundFramesTest {
    private final RoundFrames<ConfigMap> frames = new RoundFrames<>();
    private final Spelling shared = new Spelling(true);

    @Test
    void encodesAnEventOnceForAllWatchersOfAForm() {
        var change = new Change<>(Change.Kind.ADDED, entry("a"));
        var first = frames.of(shared, change);
        var second = frames.of(shared, new Change<>(Change.Kind.ADDED, change.entry()));
        assertThat(second).isSameAs(first);
        assertThat(shared.encoded).isEqualTo(1);
        assertThat(text(first)).isEqualTo("ADDED a");
    }

    @Test
    void tellsKindsAndObjectsApart() {
        var entry = entry("a");
        assertThat(text(frames.of(shared, new Change<>(Change.Kind.ADDED, entry))))
                .isEqualTo("ADDED a");
        assertThat(text(frames.of(shared, new Change<>(Change.Kind.MODIFIED, entry))))
                .isEqualTo("MODIFIED a");
        assertThat(text(frames.of(shared, new Change<>(Change.Kind.ADDED, entry("b")))))
                .isEqualTo("ADDED b");
    }

    @Test
    void asksAnEncoderWithAStateOfItsOwnEachTime() {
        var own = new Spelling(false);
        var change = new Change<>(Change.Kind.ADDED, entry("a"));
        frames.of(own, change);
        frames.of(own, change);
        assertThat(own.encoded).isEqualTo(2);
    }

    private static CacheEntry<ConfigMap> entry(String name) {
        var codec = new StorageCodec<>(CoreV1.CONFIG_MAPS);
        var cache = new ResourceCache<>("/registry/configmaps/", codec, CacheLimits.DEFAULT);
        var object = ConfigMap.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(name));
        var stored = new Entry("/registry/configmaps/" + name, codec.encode(object), 1, 1, 1, false);
        return Objects.requireNonNull(cache.past(List.of(stored)).get(name));
    }

    private static String text(List<Piece> frame) {
        assertThat(frame).hasSize(1);
        var piece = frame.getFirst();
        return new String(piece.array(), piece.offset(), piece.length(), StandardCharsets.UTF_8);
    }

    private static final class Spelling implements WatchEncoder<ConfigMap> {
        private final boolean shared;
        private int encoded;

        Spelling(boolean shared) {
            this.shared = shared;
        }

        @Override
        public boolean shared() {
            return shared;
        }

        @Override
        public List<Piece> change(Change<ConfigMap> change) {
            encoded++;
            return List.of(
                    Piece.of(change.kind() + " "),
                    Piece.of(change.entry().object().metadata().name()));
        }

        @Override
        public List<Piece> bookmark(long revision, boolean initialEventsEnd) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Piece> error(Status status) {
            throw new UnsupportedOperationException();
        }
    }
}
