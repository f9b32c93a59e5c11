package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.json.JsonSpans;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How values of a schema are compared and merged: as a map, as a scalar, as a list, or whichever of
/// these the value turns out to be. Immutable; parts are found when they are first asked for, so that
/// types may contain themselves.
///
/// Source: structured-merge-diff `schema.Atom`.
public final class ApplyType {
    static final int MAP = 1;
    static final int SCALAR_ATOM = 2;
    static final int LIST = 4;

    /// What a scalar may be.
    public enum Scalar {
        NUMBER,
        STRING,
        BOOLEAN,
        ANY
    }

    /// Any value, owned as a whole (`__untyped_atomic_`).
    public static final ApplyType ATOMIC_ANY = new ApplyType(
            Members.of(true, () -> ApplyType.ATOMIC_ANY),
            Scalar.ANY,
            new Items(false, List.of(), () -> ApplyType.ATOMIC_ANY));

    /// Any value: its objects by their members, its lists as a whole (`__untyped_deduced_`).
    public static final ApplyType DEDUCED = new ApplyType(
            Members.of(false, () -> ApplyType.DEDUCED),
            Scalar.ANY,
            new Items(false, List.of(), () -> ApplyType.ATOMIC_ANY));

    private final @Nullable Members members;
    private final @Nullable Scalar scalar;
    private final @Nullable Items items;

    private ApplyType(@Nullable Members members, @Nullable Scalar scalar, @Nullable Items items) {
        this.members = members;
        this.scalar = scalar;
        this.items = items;
    }

    /// A map or struct.
    public static ApplyType map(Members members) {
        return new ApplyType(members, null, null);
    }

    /// A list.
    public static ApplyType list(Items items) {
        return new ApplyType(null, null, items);
    }

    /// A value without parts.
    public static ApplyType scalar(Scalar kind) {
        return new ApplyType(null, kind, null);
    }

    /// A value whose form is not said: a scalar, a list that is owned as a whole, or an object of any
    /// members.
    public static ApplyType untyped() {
        return new ApplyType(
                Members.of(false, () -> DEDUCED), Scalar.ANY, new Items(false, List.of(), () -> ATOMIC_ANY));
    }

    /// A value whose form is not said, with parts of its own where it is a map or a list.
    static ApplyType any(Members members, Items items) {
        return new ApplyType(members, Scalar.ANY, items);
    }

    /// The type as a field declares it, whose map is owned as a whole or by its members whatever the map
    /// itself says.
    public ApplyType withAtomicMap(boolean atomic) {
        return members == null ? this : new ApplyType(members.withAtomic(atomic), scalar, items);
    }

    /// A set that fits the type: what the type owns as a whole is not owned in parts. The same set when it
    /// fits already.
    public FieldSet fit(FieldSet fields) {
        return Reconciling.fit(fields, this);
    }

    /// A set in which the declared fields are members below which something is.
    public FieldSet named(FieldSet fields) {
        return NamedFields.ensured(fields, this);
    }

    /// A list's elements.
    ///
    /// @param associative whether elements are found by keys, or by value when there are no keys; else
    ///     the list is owned as a whole
    public record Items(boolean associative, List<String> keys, Supplier<ApplyType> element) {
        public Items {
            keys = List.copyOf(keys);
        }
    }

    /// The members; only for what may be a map.
    Members members() {
        if (members == null) throw new IllegalStateException("no map");
        return members;
    }

    /// The elements; only for what may be a list.
    Items items() {
        if (items == null) throw new IllegalStateException("no list");
        return items;
    }

    /// What a scalar may be; only for what may be one.
    Scalar scalar() {
        if (scalar == null) throw new IllegalStateException("no scalar");
        return scalar;
    }

    boolean isMap() {
        return members != null;
    }

    boolean isList() {
        return items != null;
    }

    private int atoms() {
        return (members == null ? 0 : MAP) | (scalar == null ? 0 : SCALAR_ATOM) | (items == null ? 0 : LIST);
    }

    /// The forms that a value may have: its own when the type allows it, else all of the type's.
    ///
    /// @param node -1 for no value
    int atomsOf(JsonSpans spans, int node) {
        int all = atoms();
        if (node < 0) return all;
        int own = spans.isObject(node) ? MAP : spans.isArray(node) ? LIST : spans.isScalar(node) ? SCALAR_ATOM : 0;
        return (all & own) == 0 ? all : own;
    }
}
