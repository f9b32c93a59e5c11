package io.djong.store.memory;

import io.djong.base.time.VirtualEnvironment;
import io.djong.store.Store;
import io.djong.store.StoreProperties;

/// Random histories on the memory engine; a "reopened" store is a fork.
final class MemoryStoreProperties extends StoreProperties {
    private final VirtualEnvironment env = VirtualEnvironment.open(1);

    @Override
    protected Store emptyStore() {
        return new MemoryStore(env);
    }

    @Override
    protected Store reopened(Store store) {
        return ((MemoryStore) store).fork(env);
    }

    @Override
    protected int seeds() {
        return 200;
    }
}
