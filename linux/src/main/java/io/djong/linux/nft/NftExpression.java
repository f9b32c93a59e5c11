package io.djong.linux.nft;

import io.djong.linux.netlink.NetlinkWriter;
import java.util.List;

/// One step of a rule. A match that fails ends the rule; the rest acts. Registers are given out by each step anew.
public sealed interface NftExpression {
    /// The field's value (after a mask, when there is one) compared with a constant.
    ///
    /// @param mask empty, or as long as the value
    record Match(NftField field, NftBytes mask, Comparison comparison, NftBytes value) implements NftExpression {}

    /// The fields' values together are in the set, or are not.
    record Lookup(List<NftField> fields, String set, boolean inverted) implements NftExpression {
        public Lookup {
            fields = List.copyOf(fields);
        }
    }

    /// The verdict that the map has for the fields' values; the rule goes on when it has none.
    record VerdictMap(List<NftField> fields, String map) implements NftExpression {
        public VerdictMap {
            fields = List.copyOf(fields);
        }
    }

    /// New destination address and port from a map whose values are `address . port`; the rule ends here when the
    /// map has none.
    record DnatFromMap(boolean ipv6, List<NftField> fields, String map) implements NftExpression {
        public DnatFromMap {
            fields = List.copyOf(fields);
        }
    }

    /// New source address: that of the device on the way out.
    record Masquerade(boolean fullyRandom) implements NftExpression {}

    /// The packet's mark becomes `(mark & and) ^ xor`.
    record SetMark(int and, int xor) implements NftExpression {}

    record Counter() implements NftExpression {}

    record Log(String prefix) implements NftExpression {}

    /// Goes on for so many packets a second.
    record Limit(int packetsPerSecond, int burst) implements NftExpression {}

    /// Refuses with an ICMP message "port unreachable", which TCP clients see as a refused connection.
    record Reject(boolean ipv6) implements NftExpression {}

    /// Puts the fields' values into a set, or renews them there, for a time.
    ///
    /// @param timeoutMillis 0 for the set's own
    record Remember(List<NftField> fields, String set, long timeoutMillis) implements NftExpression {
        public Remember {
            fields = List.copyOf(fields);
        }
    }

    record Verdict(NftVerdict verdict) implements NftExpression {}

    /// `NFT_CMP_…`
    enum Comparison {
        EQ(0),
        NEQ(1),
        LT(2),
        LTE(3),
        GT(4),
        GTE(5);

        private final int number;

        Comparison(int number) {
            this.number = number;
        }
    }

    /// The number of a register of 4 bytes, as the kernel writes it itself.
    static int register(int slot) {
        return slot % 4 == 0 ? 1 + slot / 4 : 8 + slot;
    }

    static void element(NetlinkWriter w, String name, Runnable data) {
        int element = w.nest(1);
        w.string(1, name);
        int nest = w.nest(2);
        data.run();
        w.endNest(nest);
        w.endNest(element);
    }

    private static void value(NetlinkWriter w, int type, NftBytes bytes) {
        int nest = w.nest(type);
        w.attribute(1, bytes.toArray());
        w.endNest(nest);
    }

    /// Loads the fields beside each other, as the keys of sets are laid out.
    private static void load(NetlinkWriter w, List<NftField> fields) {
        int slot = 0;
        for (NftField field : fields) {
            field.write(w, slot);
            slot += field.slots();
        }
    }

    static void verdict(NetlinkWriter w, int type, NftVerdict verdict) {
        int data = w.nest(type);
        int nest = w.nest(2);
        w.be32(1, verdict.code());
        if (!verdict.chain().isEmpty()) {
            w.string(2, verdict.chain());
        }
        w.endNest(nest);
        w.endNest(data);
    }

    /// Writes the step as the kernel's expressions.
    default void write(NetlinkWriter w) {
        int one = register(0);
        switch (this) {
            case Match m -> match(w, m, one);
            case Lookup l -> {
                load(w, l.fields());
                element(w, "lookup", () -> {
                    w.string(1, l.set()).be32(2, one);
                    if (l.inverted()) {
                        w.be32(5, 1);
                    }
                });
            }
            case VerdictMap v -> {
                load(w, v.fields());
                element(w, "lookup", () -> w.string(1, v.map()).be32(2, one).be32(3, 0));
            }
            case DnatFromMap d -> dnat(w, d, one);
            case Masquerade m ->
                element(w, "masq", () -> {
                    if (m.fullyRandom()) {
                        w.be32(1, 0x10);
                    }
                });
            case SetMark s -> setMark(w, s, one);
            case Counter _ -> element(w, "counter", () -> w.be64(1, 0).be64(2, 0));
            case Log l -> element(w, "log", () -> w.string(2, l.prefix()));
            case Limit l ->
                element(w, "limit", () -> {
                    w.be64(1, l.packetsPerSecond())
                            .be64(2, 1)
                            .be32(3, l.burst())
                            .be32(4, 0)
                            .be32(5, 0);
                });
            case Reject r -> element(w, "reject", () -> w.be32(1, 0).u8(2, r.ipv6() ? 4 : 3));
            case Remember r -> {
                load(w, r.fields());
                element(w, "dynset", () -> {
                    w.be32(4, one).be32(3, 1).string(1, r.set());
                    w.be64(6, r.timeoutMillis()).be32(9, 0);
                });
            }
            case Verdict v ->
                element(w, "immediate", () -> {
                    w.be32(1, 0);
                    verdict(w, 2, v.verdict());
                });
        }
    }

    private static void match(NetlinkWriter w, Match m, int one) {
        m.field().write(w, 0);
        if (!m.mask().isEmpty()) {
            int length = m.field().lengthBytes();
            element(w, "bitwise", () -> {
                w.be32(1, one).be32(2, one).be32(3, length);
                value(w, 4, m.mask());
                value(w, 5, NftBytes.of(new byte[length]));
            });
        }
        element(w, "cmp", () -> {
            w.be32(1, one).be32(2, m.comparison().number);
            value(w, 3, m.value());
        });
    }

    private static void dnat(NetlinkWriter w, DnatFromMap d, int one) {
        load(w, d.fields());
        element(w, "lookup", () -> w.string(1, d.map()).be32(2, one).be32(3, one));
        int port = register(d.ipv6() ? 4 : 1);
        element(w, "nat", () -> {
            w.be32(1, 1).be32(2, d.ipv6() ? 10 : 2).be32(3, one).be32(5, port);
        });
    }

    private static void setMark(NetlinkWriter w, SetMark s, int one) {
        NftField.MARK.write(w, 0);
        element(w, "bitwise", () -> {
            w.be32(1, one).be32(2, one).be32(3, 4);
            value(w, 4, NftBytes.host32(s.and()));
            value(w, 5, NftBytes.host32(s.xor()));
        });
        element(w, "meta", () -> w.be32(2, 3).be32(3, one));
    }
}
