package io.djong.api.apply.typed;

import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.FieldNames;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The members of a map or struct.
public final class Members {
    private final boolean atomic;
    private final Supplier<Table> table;
    private final @Nullable Supplier<ApplyType> others;

    private Members(boolean atomic, Supplier<Table> table, @Nullable Supplier<ApplyType> others) {
        this.atomic = atomic;
        this.table = table;
        this.others = others;
    }

    /// One member.
    ///
    /// @param declared whether the schema names it; others are members because the schema allows any
    /// @param keyDefault what it counts as where it is a key of a list and absent; null for nothing
    public record Member(
            PathElement.Field element,
            ApplyType type,
            boolean declared,
            @Nullable JsonValue keyDefault) {}

    /// Members that are found by their names.
    static final class Table {
        /// Names that can be found without making them texts.
        private static final int NAMES_MAX = 127;

        static final Table NONE = new Table(List.of());

        private final FieldNames names;
        private final Member[] members;
        private final Map<String, Member> further;

        Table(List<Member> members) {
            this.members = members.toArray(new Member[0]);
            this.names = FieldNames.of(members.stream()
                    .limit(NAMES_MAX)
                    .map(member -> member.element().name())
                    .toArray(String[]::new));
            this.further = members.stream()
                    .skip(NAMES_MAX)
                    .collect(Collectors.toMap(member -> member.element().name(), member -> member));
        }
    }

    /// A struct of these members, and of others where they are allowed.
    ///
    /// @param atomic whether it is owned as a whole
    /// @param others what members of other names are; null when there are none
    public static Members of(boolean atomic, List<Member> members, @Nullable Supplier<ApplyType> others) {
        var table = new Table(members);
        return new Members(atomic, () -> table, others);
    }

    /// A map of any members.
    ///
    /// @param atomic whether it is owned as a whole
    public static Members of(boolean atomic, Supplier<ApplyType> others) {
        return new Members(atomic, () -> Table.NONE, others);
    }

    /// A struct, whose members are asked for once, late.
    static Members ofFields(boolean atomic, Supplier<Table> table) {
        return new Members(atomic, table, null);
    }

    Members withAtomic(boolean changed) {
        return new Members(changed, table, others);
    }

    boolean isAtomic() {
        return atomic;
    }

    /// Whether any members are allowed and their types are found out by looking at them.
    boolean isDeduced() {
        return others != null && others.get() == ApplyType.DEDUCED && table.get().members.length == 0;
    }

    /// The member that a name in an object is; null when there is none of that name.
    @Nullable
    Member find(JsonSpans spans, int key) {
        var known = table.get();
        int index = spans.find(known.names, key);
        if (index >= 0) return known.members[index];
        if (!known.further.isEmpty()) return find(spans.text(key));
        return others == null ? null : other(spans.text(key), others.get());
    }

    /// The member of a name; null when there is none.
    @Nullable
    Member find(String name) {
        for (var member : table.get().members) {
            var known = member.element().name();
            if (known.length() == name.length() && known.equals(name)) return member;
        }
        return others == null ? null : other(name, others.get());
    }

    private static Member other(String name, ApplyType type) {
        return new Member(new PathElement.Field(name), type, false, null);
    }
}
