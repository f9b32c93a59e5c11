package io.djong.api.apply.typed;

import io.djong.api.json.JsonSpans;
import java.util.Arrays;

/// JSON that is put together of parts of other texts, as they are spelled there. What was written last can
/// be taken back. For one thread.
final class MergedText {
    private byte[] data;
    private int size;

    MergedText(int capacityBytes) {
        this.data = new byte[capacityBytes];
    }

    /// How many bytes there are.
    int size() {
        return size;
    }

    /// Takes back what was written after there were so many bytes.
    void cut(int bytes) {
        size = bytes;
    }

    void put(char ascii) {
        ensure(1);
        data[size++] = (byte) ascii;
    }

    /// A value or name as it is spelled elsewhere.
    void copy(JsonSpans spans, int node) {
        int from = spans.start(node);
        int length = spans.end(node) - from;
        ensure(length);
        System.arraycopy(spans.data(), from, data, size, length);
        size += length;
    }

    /// What was written, as an object; an empty one when it is none.
    JsonSpans object() {
        boolean object = size > 0 && data[0] == '{';
        return JsonSpans.ofValid(object ? Arrays.copyOf(data, size) : new byte[] {'{', '}'});
    }

    private void ensure(int bytes) {
        if (size + bytes > data.length) data = Arrays.copyOf(data, Math.max(data.length * 2, size + bytes));
    }
}
