package io.djong.store.memory;

import io.djong.store.KeyRange;

/// A key in the order of the contract, which is not that of [String].
record StoreKey(String text) implements Comparable<StoreKey> {
    @Override
    public int compareTo(StoreKey other) {
        return KeyRange.compare(text, other.text);
    }
}
