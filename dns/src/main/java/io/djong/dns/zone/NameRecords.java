package io.djong.dns.zone;

import io.djong.dns.wire.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All answers of one name that exists, by record type. Immutable.
record NameRecords(Map<Integer, Answer> byType) {
    /// Null: the name has no record of this type, which is NODATA.
    @Nullable
    Answer get(int type) {
        return byType.get(type);
    }
}
