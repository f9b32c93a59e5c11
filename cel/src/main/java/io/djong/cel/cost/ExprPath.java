package io.djong.cel.cost;

import java.util.Arrays;
import java.util.List;

/// Where a value stands below a variable: the variable's name, then names of fields, `@items`, `@values`,
/// `@keys` or `@indices`.
///
/// Two paths that go on from one share its room, so that the later writes over the last name of the
/// earlier. Upstream's estimates come out of that; what a schema may cost depends on it.
final class ExprPath {
    /// Leads nowhere.
    static final ExprPath NONE = new ExprPath(new String[0], 0);

    private final String[] room;
    private final int length;

    private ExprPath(String[] room, int length) {
        this.room = room;
        this.length = length;
    }

    static ExprPath of(String variable) {
        return new ExprPath(new String[] {variable}, 1);
    }

    boolean isEmpty() {
        return length == 0;
    }

    String first() {
        return room[0];
    }

    /// This path and one name more.
    ExprPath then(String name) {
        var into = length < room.length ? room : Arrays.copyOf(room, Math.max(1, 2 * length));
        into[length] = name;
        return new ExprPath(into, length + 1);
    }

    /// The same names in a room of their own.
    ExprPath copy() {
        return new ExprPath(Arrays.copyOf(room, length), length);
    }

    /// The names as they are now.
    List<String> names() {
        return List.of(Arrays.copyOf(room, length));
    }

    @Override
    public String toString() {
        return String.join(".", Arrays.copyOf(room, length));
    }
}
