package io.djong.linux.nft;

import io.djong.linux.netlink.NetlinkSocket;
import io.djong.linux.netlink.NetlinkWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes that the kernel makes all or none, in this order. Used once, by [NftSocket#commit]. Not safe for use by
/// several threads.
///
/// Adding what is there (a table, a chain of the same hook, a set of the same kind, an element with the same value)
/// is fine; deleting what is not there refuses the batch, except by the methods that say otherwise.
public final class NftBatch {
    static final int SUBSYSTEM = 10 << 8;
    static final int NEW_TABLE = 0;
    static final int DELETE_TABLE = 2;
    static final int NEW_CHAIN = 3;
    static final int DELETE_CHAIN = 5;
    static final int NEW_RULE = 6;
    static final int DELETE_RULE = 8;
    static final int NEW_SET = 9;
    static final int DELETE_SET = 11;
    static final int NEW_ELEMENTS = 12;
    static final int DELETE_ELEMENTS = 14;
    private static final int BATCH_BEGIN = 0x10;
    private static final int BATCH_END = 0x11;

    /// Elements of one message share one attribute, whose length has 16 bits.
    private static final int ELEMENTS_BYTES_MAX = 60_000;

    private final NetlinkWriter writer = new NetlinkWriter();
    private final List<String> operations = new ArrayList<>();
    private int setIds;
    private int elements;

    public NftBatch() {
        this(0);
    }

    /// @param generation the generation that this batch was made for ([NftSocket#generation]): the kernel refuses it
    ///     with ERESTART when anything changed since; 0 for any
    public NftBatch(int generation) {
        writer.begin(BATCH_BEGIN, NetlinkSocket.NLM_F_REQUEST, 0).u8(0).u8(0).be16(10);
        if (generation != 0) {
            writer.be32(1, generation);
        }
        operations.add("begin");
    }

    NetlinkWriter complete() {
        writer.begin(BATCH_END, NetlinkSocket.NLM_F_REQUEST, operations.size())
                .u8(0)
                .u8(0)
                .be16(10);
        operations.add("end");
        return writer;
    }

    String operation(int sequence) {
        return sequence >= 0 && sequence < operations.size() ? operations.get(sequence) : "batch";
    }

    /// Whether nothing has been put in.
    public boolean isEmpty() {
        return operations.size() == 1;
    }

    /// How many elements are added or deleted.
    public int elementCount() {
        return elements;
    }

    private NetlinkWriter begin(int type, int flags, NftTable table, String operation) {
        writer.begin(SUBSYSTEM | type, NetlinkSocket.NLM_F_REQUEST | flags, operations.size());
        operations.add(operation);
        return writer.u8(table.family().number()).u8(0).be16(0);
    }

    public NftBatch addTable(NftTable table) {
        begin(NEW_TABLE, NetlinkSocket.NLM_F_CREATE, table, "add table " + table);
        writer.string(1, table.name()).be32(2, 0);
        userData(6, table.comment());
        return this;
    }

    /// With everything in it. Fine when it is not there.
    public NftBatch deleteTable(NftTable table) {
        addTable(new NftTable(table.family(), table.name(), ""));
        begin(DELETE_TABLE, 0, table, "delete table " + table).string(1, table.name());
        return this;
    }

    public NftBatch addChain(NftTable table, NftChain chain) {
        begin(NEW_CHAIN, NetlinkSocket.NLM_F_CREATE, table, "add chain " + table + " " + chain.name());
        writer.string(1, table.name()).string(3, chain.name());
        NftHook hook = chain.hook();
        if (hook != null) {
            int nest = writer.nest(4);
            writer.be32(1, hook.point().number()).be32(2, hook.priority());
            writer.endNest(nest);
            writer.be32(5, hook.accept() ? 1 : 0);
            writer.string(7, hook.type());
        }
        userData(12, chain.comment());
        return this;
    }

    /// It must be empty, and nothing may jump to it.
    public NftBatch deleteChain(NftTable table, String chain) {
        begin(DELETE_CHAIN, 0, table, "delete chain " + table + " " + chain)
                .string(1, table.name())
                .string(3, chain);
        return this;
    }

    /// Takes all rules out.
    public NftBatch flushChain(NftTable table, String chain) {
        begin(DELETE_RULE, 0, table, "flush chain " + table + " " + chain)
                .string(1, table.name())
                .string(2, chain);
        return this;
    }

    /// Takes one rule out, by the number that [NftSocket#rules] says.
    public NftBatch deleteRule(NftTable table, String chain, long handle) {
        begin(DELETE_RULE, 0, table, "delete rule " + table + " " + chain + " handle " + handle)
                .string(1, table.name())
                .string(2, chain)
                .be64(3, handle);
        return this;
    }

    /// Puts a rule at the end of a chain.
    public NftBatch addRule(NftTable table, String chain, NftRule rule) {
        int flags = NetlinkSocket.NLM_F_CREATE | NetlinkSocket.NLM_F_APPEND;
        begin(NEW_RULE, flags, table, "add rule " + table + " " + chain + " " + rule.comment())
                .string(1, table.name())
                .string(2, chain);
        int nest = writer.nest(4);
        for (NftExpression step : rule.steps()) {
            step.write(writer);
        }
        writer.endNest(nest);
        userData(7, rule.comment());
        return this;
    }

    public NftBatch addSet(NftTable table, NftSet set) {
        begin(NEW_SET, NetlinkSocket.NLM_F_CREATE, table, "add set " + table + " " + set.name());
        writer.string(1, table.name()).string(2, set.name());
        writer.be32(3, set.flags()).be32(4, set.keyType()).be32(5, set.keyBytes());
        if (set.isMap()) {
            writer.be32(6, set.valueType()).be32(7, set.valueBytes());
        }
        boolean fields = set.intervals() && set.key().size() > 1;
        if (fields || set.sizeMax() > 0) {
            int description = writer.nest(9);
            if (set.sizeMax() > 0) {
                writer.be32(1, set.sizeMax());
            }
            if (fields) {
                int concat = writer.nest(2);
                for (NftField field : set.key()) {
                    int one = writer.nest(1);
                    writer.be32(1, field.lengthBytes());
                    writer.endNest(one);
                }
                writer.endNest(concat);
            }
            writer.endNest(description);
        }
        writer.be32(10, ++setIds);
        writer.attribute(13, NftUserData.of(set));
        return this;
    }

    /// No rule may use it any more.
    public NftBatch deleteSet(NftTable table, String set) {
        begin(DELETE_SET, 0, table, "delete set " + table + " " + set)
                .string(1, table.name())
                .string(2, set);
        return this;
    }

    /// Takes all elements out.
    public NftBatch flushSet(NftTable table, String set) {
        begin(DELETE_ELEMENTS, 0, table, "flush set " + table + " " + set)
                .string(1, table.name())
                .string(2, set);
        return this;
    }

    /// Puts elements into a set or map; any number.
    public NftBatch addElements(NftTable table, NftSet set, Collection<NftElement> added) {
        return elements(NEW_ELEMENTS, NetlinkSocket.NLM_F_CREATE, "add elements ", table, set, added);
    }

    /// Takes elements out; only their keys count, and each must be there.
    public NftBatch deleteElements(NftTable table, NftSet set, Collection<NftElement> deleted) {
        return elements(DELETE_ELEMENTS, 0, "delete elements ", table, set, deleted);
    }

    private NftBatch elements(
            int type, int flags, String what, NftTable table, NftSet set, Collection<NftElement> all) {
        boolean pairs = set.intervals() && set.key().size() == 1;
        int list = -1;
        int began = 0;
        for (NftElement element : all) {
            if (list >= 0 && writer.sizeBytes() - began > ELEMENTS_BYTES_MAX) {
                writer.endNest(list);
                list = -1;
            }
            if (list < 0) {
                begin(type, flags, table, what + table + " " + set.name())
                        .string(1, table.name())
                        .string(2, set.name());
                list = writer.nest(3);
                began = writer.sizeBytes();
            }
            elements++;
            NftBytes last = element.last();
            if (pairs) {
                element(element, element.key(), null, false);
                NftBytes end = (last == null ? element.key() : last).next();
                if (!end.isEmpty()) {
                    element(element, end, null, true);
                }
            } else {
                element(element, element.key(), set.intervals() && last == null ? element.key() : last, false);
            }
        }
        if (list >= 0) {
            writer.endNest(list);
        }
        return this;
    }

    private void element(NftElement element, NftBytes key, @Nullable NftBytes last, boolean end) {
        int nest = writer.nest(1);
        if (end) {
            writer.be32(3, 1);
        }
        bytes(1, key);
        if (last != null) {
            bytes(10, last);
        }
        NftVerdict verdict = element.verdict();
        if (verdict != null && !end) {
            NftExpression.verdict(writer, 2, verdict);
        } else if (!element.value().isEmpty() && !end) {
            bytes(2, element.value());
        }
        writer.endNest(nest);
    }

    private void bytes(int type, NftBytes value) {
        int nest = writer.nest(type);
        writer.attribute(1, value.raw());
        writer.endNest(nest);
    }

    private void userData(int type, String comment) {
        if (!comment.isEmpty()) {
            writer.attribute(type, NftUserData.comment(comment));
        }
    }
}
