package io.djong.base.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads protobuf messages from a part of an array, without allocating.
///
/// ```java
/// int tag;
/// while ((tag = in.readTag()) != 0) {
///     switch (tag) {
///         case 1 << 3 | LENGTH_DELIMITED -> {
///             int outer = in.enter();
///             metadata = readMetadata(in);      // the same loop, ends at the inner message's end
///             in.leave(outer);
///         }
///         case 2 << 3 | VARINT -> replicas = in.readInt32();
///         default -> in.skip(tag);
///     }
/// }
/// ```
///
/// The array is not copied and must not change meanwhile. Not safe for use by several threads.
/// After a [WireException] the reader must not be used again.
public final class ProtoReader {
    /// Messages within messages, as many as protobuf's own libraries allow.
    public static final int DEPTH_MAX = 100;

    private final byte[] data;
    private final int depthMax;
    private final @Nullable Interner interner;
    private int position;
    private int end;
    private int depth;

    /// Reads all of the array.
    public ProtoReader(byte[] data) {
        this(data, 0, data.length);
    }

    /// Reads `data[from]` up to, not including, `data[to]`.
    public ProtoReader(byte[] data, int from, int to) {
        this(data, from, to, DEPTH_MAX);
    }

    /// @param depthMax how many messages may stand within each other
    public ProtoReader(byte[] data, int from, int to, int depthMax) {
        this(data, from, to, depthMax, null);
    }

    /// @param depthMax how many messages may stand within each other
    /// @param interner where strings are looked up; null when every string is made anew
    public ProtoReader(byte[] data, int from, int to, int depthMax, @Nullable Interner interner) {
        if (from < 0 || to < from || to > data.length) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to + " of " + data.length);
        }
        this.data = data;
        this.position = from;
        this.end = to;
        this.depthMax = depthMax;
        this.interner = interner;
    }

    /// The array that is read from.
    public byte[] data() {
        return data;
    }

    /// The index of the next byte in the array.
    public int position() {
        return position;
    }

    /// The index after the last byte of the message that is being read.
    public int end() {
        return end;
    }

    /// Whether the message (or the packed field) that is being read has more bytes.
    public boolean hasMore() {
        return position < end;
    }

    /// The next tag, or 0 at the end of the message.
    public int readTag() throws WireException {
        if (position == end) return 0;
        int start = position;
        long tag = readVarint();
        if (tag >>> 32 != 0) throw new WireException(start, "tag out of range");
        if (tag >>> 3 == 0) throw new WireException(start, "field number 0");
        return (int) tag;
    }

    /// Reads a length and makes the reader end after so many bytes. Also for a packed repeated field.
    ///
    /// @return to be given to [#leave]
    public int enter() throws WireException {
        int start = position;
        int length = readLength();
        if (++depth > depthMax) throw new WireException(start, "messages nested too deep");
        int outer = end;
        end = position + length;
        return outer;
    }

    /// Goes back to the outer message.
    ///
    /// @param outer what [#enter] returned
    public void leave(int outer) throws WireException {
        if (position != end) throw new WireException(position, "message not read to its end");
        depth--;
        end = outer;
    }

    /// A varint's 64 bits. As upstream's decoder, bits beyond the 64th are dropped; a tenth byte
    /// that goes on is refused.
    public long readVarint() throws WireException {
        if (position < end) {
            byte first = data[position];
            if (first >= 0) {
                position++;
                return first;
            }
        }
        return readLongVarint();
    }

    private long readLongVarint() throws WireException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) throw truncated();
            byte b = data[position++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) return value;
        }
        throw new WireException(position, "varint longer than 10 bytes");
    }

    /// An `int32`: the low 32 bits of a varint.
    public int readInt32() throws WireException {
        return (int) readVarint();
    }

    /// An `int64`.
    public long readInt64() throws WireException {
        return readVarint();
    }

    /// A `bool`: every varint but 0 is true.
    public boolean readBool() throws WireException {
        return readVarint() != 0;
    }

    /// A `fixed64` or `sfixed64`.
    public long readFixed64() throws WireException {
        return (readFixed32() & 0xffffffffL) | (long) readFixed32() << 32;
    }

    /// A `fixed32` or `sfixed32`.
    public int readFixed32() throws WireException {
        if (end - position < 4) throw truncated();
        int at = position;
        position = at + 4;
        return (data[at] & 0xff) | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff) << 16 | data[at + 3] << 24;
    }

    /// A `double`.
    public double readDouble() throws WireException {
        return Double.longBitsToDouble(readFixed64());
    }

    /// A `float`.
    public float readFloat() throws WireException {
        return Float.intBitsToFloat(readFixed32());
    }

    /// A `string`. Bytes that are not UTF-8 become U+FFFD: upstream's components cut messages at a
    /// number of bytes and send the half character, which must not cost the whole object.
    public String readString() throws WireException {
        int length = readLength();
        if (length == 0) return "";
        int start = position;
        position += length;
        return interner == null
                ? new String(data, start, length, StandardCharsets.UTF_8)
                : interner.utf8(data, start, length);
    }

    /// A copy of a `bytes` field, or of a message that is not decoded.
    public byte[] readBytes() throws WireException {
        int length = readLength();
        int start = position;
        position += length;
        return Arrays.copyOfRange(data, start, position);
    }

    /// The length of a length-delimited field; [#position] is its first byte. To be followed by [#advance].
    public int readLength() throws WireException {
        int start = position;
        long length = readVarint();
        if (length < 0) throw new WireException(start, "negative length");
        if (length > end - position) throw new WireException(start, "length beyond the end");
        return (int) length;
    }

    /// Moves forward over so many bytes.
    public void advance(int count) throws WireException {
        if (count < 0 || count > end - position) throw truncated();
        position += count;
    }

    /// Passes over the value of an unknown field.
    public void skip(int tag) throws WireException {
        switch (WireType.of(tag)) {
            case WireType.VARINT -> readVarint();
            case WireType.FIXED64 -> advance(8);
            case WireType.LENGTH_DELIMITED -> advance(readLength());
            case WireType.FIXED32 -> advance(4);
            case WireType.START_GROUP -> skipGroup();
            case WireType.END_GROUP -> throw new WireException(position, "end of no group");
            default -> throw new WireException(position, "wire type " + WireType.of(tag));
        }
    }

    /// Passes over the fields up to the end of the group, and of groups in it.
    private void skipGroup() throws WireException {
        for (int open = 1; open > 0; ) {
            if (position == end) throw truncated();
            int tag = (int) readVarint();
            switch (WireType.of(tag)) {
                case WireType.START_GROUP -> open++;
                case WireType.END_GROUP -> open--;
                default -> skip(tag);
            }
        }
    }

    private WireException truncated() {
        return new WireException(position, "message cut short");
    }
}
