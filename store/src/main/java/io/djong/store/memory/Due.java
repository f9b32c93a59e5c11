package io.djong.store.memory;

/// When a key expires, in the time of its store.
///
/// @param nanos since the store came to be
record Due(long nanos, StoreKey key) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
        int order = Long.compare(nanos, other.nanos);
        return order != 0 ? order : key.compareTo(other.key);
    }
}
