package io.djong.store;

import java.util.Arrays;
import java.util.Objects;

/// A key's value at one revision, and where that stands in the key's history. Two entries are equal when
/// all parts are, the value by content.
///
/// @param key the key
/// @param value the value; shared, never changed
/// @param createRevision the revision in which the key came to be, last time
/// @param modRevision the revision of this value
/// @param version how often the key was put since it came to be, counted from 1
/// @param expires whether it was put with a time to live
@SuppressWarnings("ArrayRecordComponent") // values are shared and never changed; equals and hashCode go by content
public record Entry(String key, byte[] value, long createRevision, long modRevision, long version, boolean expires) {
    public Entry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that
                && modRevision == that.modRevision
                && createRevision == that.createRevision
                && version == that.version
                && expires == that.expires
                && key.equals(that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 31 + Long.hashCode(modRevision);
    }

    @Override
    public String toString() {
        return "Entry[" + key + " @" + modRevision + " created @" + createRevision + " version " + version + ", "
                + value.length + (expires ? " bytes, expires]" : " bytes]");
    }
}
