package io.djong.linux.nft;

import io.djong.linux.netlink.NetlinkWriter;
import java.util.List;

/// Something that a rule can load from a packet or its surroundings, and that keys of sets are made of.
///
/// @param load the expression, its register left to the rule
/// @param type nft's number of the data type; 0 for one that cannot be in a key
/// @param lengthBytes of the value
/// @param hostOrder whether its numbers are in the machine's order
/// @param typeof how nft writes it in a set's declaration (libnftables' user data)
public record NftField(Load load, int type, int lengthBytes, boolean hostOrder, Typeof typeof) {
    /// How to load it into a register.
    sealed interface Load {
        record Payload(int base, int offset) implements Load {}

        record Meta(int key) implements Load {}

        record Ct(int key, int direction) implements Load {}

        record Fib(int flags, int result) implements Load {}

        record Numgen(int modulus) implements Load {}
    }

    /// libnftables' expression number with its own numbers, in the order of their attribute types.
    record Typeof(int expression, List<Integer> numbers) {
        Typeof {
            numbers = List.copyOf(numbers);
        }
    }

    private static final int EXPR_PAYLOAD = 7;
    private static final int EXPR_META = 9;
    private static final int EXPR_CT = 11;
    private static final int EXPR_NUMGEN = 23;
    private static final int EXPR_NONE = 0;
    private static final int DESC_TH = 11;
    private static final int DESC_IP = 12;
    private static final int DESC_IP6 = 13;
    private static final int NETWORK = 1;
    private static final int TRANSPORT = 2;

    public static final NftField IP_SADDR = payload(7, 4, NETWORK, 12, DESC_IP, 11);
    public static final NftField IP_DADDR = payload(7, 4, NETWORK, 16, DESC_IP, 12);
    public static final NftField IP6_SADDR = payload(8, 16, NETWORK, 8, DESC_IP6, 8);
    public static final NftField IP6_DADDR = payload(8, 16, NETWORK, 24, DESC_IP6, 9);
    public static final NftField TH_SPORT = payload(13, 2, TRANSPORT, 0, DESC_TH, 1);
    public static final NftField TH_DPORT = payload(13, 2, TRANSPORT, 2, DESC_TH, 2);

    /// The transport protocol: 6 TCP, 17 UDP, 132 SCTP.
    public static final NftField L4PROTO = meta(16, 12, 1);

    public static final NftField NFPROTO = meta(15, 0, 1);
    public static final NftField MARK = meta(3, 19, 4);
    public static final NftField IIFNAME = meta(6, 41, 16);
    public static final NftField OIFNAME = meta(7, 41, 16);
    public static final NftField CT_STATE = ct(0, -1, 4);
    public static final NftField CT_DIRECTION = ct(1, -1, 1);
    public static final NftField CT_STATUS = ct(2, -1, 4);

    /// Destination address and port as the connection's first packet had them, before any translation.
    public static final NftField CT_ORIGINAL_IP_DADDR =
            new NftField(new Load.Ct(20, 0), 7, 4, false, new Typeof(EXPR_CT, List.of(20, 0)));

    public static final NftField CT_ORIGINAL_PROTO_DST =
            new NftField(new Load.Ct(12, 0), 13, 2, false, new Typeof(EXPR_CT, List.of(12, 0)));

    /// The type of the destination address by the routing table, 4 bytes in the machine's order: 2 is local.
    public static final NftField FIB_DADDR_TYPE =
            new NftField(new Load.Fib(2, 3), 0, 4, true, new Typeof(EXPR_NONE, List.of()));

    /// The same of the source address.
    public static final NftField FIB_SADDR_TYPE =
            new NftField(new Load.Fib(1, 3), 0, 4, true, new Typeof(EXPR_NONE, List.of()));

    /// A random number from 0 to below the modulus, 4 bytes in the machine's order.
    public static NftField randomBelow(int modulus) {
        if (modulus < 1) {
            throw new IllegalArgumentException("a random number needs a modulus of at least 1, not " + modulus);
        }
        return new NftField(new Load.Numgen(modulus), 4, 4, true, new Typeof(EXPR_NUMGEN, List.of(1, modulus, 0)));
    }

    private static NftField payload(int type, int length, int base, int offset, int desc, int field) {
        return new NftField(
                new Load.Payload(base, offset), type, length, false, new Typeof(EXPR_PAYLOAD, List.of(desc, field)));
    }

    private static NftField meta(int key, int type, int length) {
        return new NftField(new Load.Meta(key), type, length, true, new Typeof(EXPR_META, List.of(key)));
    }

    private static NftField ct(int key, int direction, int length) {
        return new NftField(new Load.Ct(key, direction), 0, length, true, new Typeof(EXPR_CT, List.of(key)));
    }

    /// Registers have 4 bytes each.
    int slots() {
        return (lengthBytes + 3) / 4;
    }

    /// Writes the expression that loads it.
    void write(NetlinkWriter w, int slot) {
        int register = NftExpression.register(slot);
        switch (load) {
            case Load.Payload p ->
                NftExpression.element(w, "payload", () -> {
                    w.be32(1, register).be32(2, p.base()).be32(3, p.offset()).be32(4, lengthBytes);
                });
            case Load.Meta m ->
                NftExpression.element(w, "meta", () -> w.be32(2, m.key()).be32(1, register));
            case Load.Ct c ->
                NftExpression.element(w, "ct", () -> {
                    w.be32(1, register).be32(2, c.key());
                    if (c.direction() >= 0) {
                        w.u8(3, c.direction());
                    }
                });
            case Load.Fib f ->
                NftExpression.element(
                        w, "fib", () -> w.be32(1, register).be32(2, f.result()).be32(3, f.flags()));
            case Load.Numgen n ->
                NftExpression.element(w, "numgen", () -> {
                    w.be32(1, register).be32(2, n.modulus()).be32(3, 1).be32(4, 0);
                });
        }
    }
}
