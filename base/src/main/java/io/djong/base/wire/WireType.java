package io.djong.base.wire;

/// The wire types of the protobuf encoding that a tag's low three bits say (groups, 3 and 4, are refused).
public final class WireType {
    private WireType() {}

    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int LENGTH_DELIMITED = 2;
    /// A group, which nobody sends any more; what is in it is passed over.
    public static final int START_GROUP = 3;
    public static final int END_GROUP = 4;
    public static final int FIXED32 = 5;

    /// The tag of a field.
    public static int tag(int fieldNumber, int wireType) {
        return fieldNumber << 3 | wireType;
    }

    /// The field number of a tag.
    public static int fieldNumber(int tag) {
        return tag >>> 3;
    }

    /// The wire type of a tag.
    public static int of(int tag) {
        return tag & 7;
    }
}
