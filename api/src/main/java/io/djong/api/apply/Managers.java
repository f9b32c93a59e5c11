package io.djong.api.apply;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.json.OrderedMap;
import io.djong.api.meta.FieldsV1;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The managers of one object while it is written. For one thread.
final class Managers {
    private static final String FIELDS_TYPE = "FieldsV1";

    private static final Comparator<ManagedFieldsEntry> ORDER = Comparator.comparing(ManagedFieldsEntry::operation)
            .thenComparingLong(entry -> seconds(entry.time()))
            .thenComparing(ManagedFieldsEntry::manager, OrderedMap::compare)
            .thenComparing(ManagedFieldsEntry::apiVersion, OrderedMap::compare)
            .thenComparing(ManagedFieldsEntry::subresource, OrderedMap::compare);

    private final Map<ManagerId, Owned> owned = new HashMap<>();

    static Managers none() {
        return new Managers();
    }

    /// Reads entries; of two about one manager the last counts.
    ///
    /// @throws FieldsException when one of them is not valid
    static Managers read(List<ManagedFieldsEntry> entries) throws FieldsException {
        var managers = new Managers();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            boolean applied = entry.operation().equals(ManagerId.APPLY);
            if (!applied && !entry.operation().equals(ManagerId.UPDATE)) {
                throw new FieldsException("operation must be `Apply` or `Update`");
            }
            if (entry.apiVersion().isEmpty()) throw new FieldsException("apiVersion must not be empty");
            if (entry.fieldsType().isEmpty()) {
                throw new FieldsException("missing fieldsType in managed fields entry " + i);
            }
            if (!entry.fieldsType().equals(FIELDS_TYPE)) {
                throw new FieldsException(
                        "invalid fieldsType \"" + entry.fieldsType() + "\" in managed fields entry " + i);
            }
            var id = new ManagerId(
                    entry.manager(), entry.operation(), applied ? "" : entry.apiVersion(), entry.subresource());
            var fields = entry.fieldsV1() == null ? FieldSet.EMPTY : FieldSet.read(entry.fieldsV1());
            managers.owned.put(id, new Owned(fields, entry.apiVersion(), applied, entry.time(), entry));
        }
        return managers;
    }

    /// Reads entries; none when one of them is not valid.
    static Managers readOrNone(List<ManagedFieldsEntry> entries) {
        try {
            return read(entries);
        } catch (FieldsException e) {
            return none();
        }
    }

    boolean isEmpty() {
        return owned.isEmpty();
    }

    @Nullable
    Owned get(ManagerId id) {
        return owned.get(id);
    }

    void put(ManagerId id, Owned value) {
        owned.put(id, value);
    }

    @Nullable
    Owned remove(ManagerId id) {
        return owned.remove(id);
    }

    /// All of them, in a defined order.
    List<ManagerId> ids() {
        var ids = new ArrayList<>(owned.keySet());
        if (ids.size() > 1) ids.sort(null);
        return ids;
    }

    /// The entries, sorted as they are stored.
    List<ManagedFieldsEntry> write() {
        var entries = new ArrayList<ManagedFieldsEntry>(owned.size());
        owned.forEach((id, value) -> entries.add(entry(id, value)));
        entries.sort(ORDER);
        return List.copyOf(entries);
    }

    private static ManagedFieldsEntry entry(ManagerId id, Owned value) {
        var source = value.source();
        if (source != null) return source;
        FieldsV1 fields = value.fields().write();
        return new ManagedFieldsEntry(
                id.manager(),
                value.applied() ? ManagerId.APPLY : id.operation(),
                value.apiVersion(),
                value.time(),
                FIELDS_TYPE,
                fields,
                id.subresource());
    }

    static long seconds(@Nullable Instant time) {
        return time == null ? 0 : time.getEpochSecond();
    }
}
