package io.djong.apiserver.core;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.resource.Listing;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.watch.WatchPump;

/// What serves one persisted resource.
///
/// @param <T> the hub type
public record ServedKind<T extends KubeObject>(ObjectStore<T> objects, Listing<T> listing, WatchPump<T> pump) {
    /// What the resource declares.
    public ResourceDeclaration<T> declaration() {
        return objects.declaration();
    }
}
