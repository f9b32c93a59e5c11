package io.djong.apiserver.loopback;

import io.djong.api.meta.KubeObject;
import io.djong.client.ApiException;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A watch whose objects are shown in another form.
record MappedWatch<A extends KubeObject, B extends KubeObject>(WatchStream<A> whole, Function<A, B> form)
        implements WatchStream<B> {
    @Override
    public @Nullable WatchEvent<B> next() throws ApiException, InterruptedException {
        return switch (whole.next()) {
            case null -> null;
            case WatchEvent.Added<A>(var object) -> new WatchEvent.Added<>(form.apply(object));
            case WatchEvent.Modified<A>(var object) -> new WatchEvent.Modified<>(form.apply(object));
            case WatchEvent.Deleted<A>(var object) -> new WatchEvent.Deleted<>(form.apply(object));
            case WatchEvent.Bookmark<A>(var version, var initialEnd) -> new WatchEvent.Bookmark<>(version, initialEnd);
        };
    }

    @Override
    public void close() {
        whole.close();
    }
}
