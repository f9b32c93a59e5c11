package io.djong.linux.nft;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.netlink.AttributeReader;
import io.djong.linux.netlink.NetlinkMessage;
import io.djong.linux.netlink.NetlinkSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The nftables of one network namespace. Safe for use by several threads.
public final class NftSocket implements AutoCloseable {
    private static final int GET_TABLE = 1;
    private static final int GET_CHAIN = 4;
    private static final int GET_RULE = 7;
    private static final int GET_SET = 10;
    private static final int GET_ELEMENTS = 13;
    private static final int GET_GENERATION = 16;
    private static final int HEADER_BYTES = 4;
    private static final int INTERVAL_END = 1;
    private static final int ACCEPT = 1;

    private final NetlinkSocket socket;

    private NftSocket(NetlinkSocket socket) {
        this.socket = socket;
    }

    /// A socket in the namespace of the calling thread; for another one, call this in `Netns.run`.
    public static NftSocket open() throws LinuxException {
        return new NftSocket(NetlinkSocket.open(NetlinkSocket.Protocol.NETFILTER));
    }

    /// Makes the changes, all or none.
    ///
    /// @throws LinuxException none were made; the exception's subject is the first change that was refused
    public void commit(NftBatch batch) throws LinuxException {
        if (batch.isEmpty()) {
            return;
        }
        List<NetlinkSocket.Refusal> refusals = socket.batch(batch.complete(), "nftables batch");
        if (!refusals.isEmpty()) {
            NetlinkSocket.Refusal first = refusals.getFirst();
            throw new LinuxException("nft", batch.operation(first.sequence()), first.errno(), first.reason());
        }
    }

    /// A number that changes with each batch that anybody commits.
    public int generation() throws LinuxException {
        for (NetlinkMessage m :
                socket.request(NftBatch.SUBSYSTEM | GET_GENERATION, 0, "nft generation", w -> w.u32(0))) {
            AttributeReader a = m.attributes(HEADER_BYTES);
            while (a.next()) {
                if (a.type() == 1) {
                    return a.be32();
                }
            }
        }
        throw new LinuxException("nft", "generation", 0, "the kernel did not say it");
    }

    /// All tables.
    public List<NftTable> tables() throws LinuxException {
        List<NftTable> found = new ArrayList<>();
        for (NetlinkMessage m : socket.dump(NftBatch.SUBSYSTEM | GET_TABLE, "nft tables", w -> w.u32(0))) {
            String name = "";
            String comment = "";
            AttributeReader a = m.attributes(HEADER_BYTES);
            while (a.next()) {
                switch (a.type()) {
                    case 1 -> name = a.string();
                    case 6 -> comment = NftUserData.readComment(a.bytes());
                    default -> {}
                }
            }
            found.add(new NftTable(NftFamily.of(m.u8(0)), name, comment));
        }
        return found;
    }

    public boolean hasTable(NftTable table) throws LinuxException {
        return tables().stream()
                .anyMatch(t -> t.family() == table.family() && t.name().equals(table.name()));
    }

    /// The names of a table's chains.
    public List<String> chains(NftTable table) throws LinuxException {
        return names(table, GET_CHAIN, 3);
    }

    /// Whether a chain drops what none of its rules decides about. Not when there is no such chain, or table.
    public boolean drops(NftTable table, String chain) throws LinuxException {
        for (NetlinkMessage m : list(table, GET_CHAIN)) {
            String name = "";
            int policy = ACCEPT;
            AttributeReader a = m.attributes(HEADER_BYTES);
            while (a.next()) {
                if (a.type() == 3) {
                    name = a.string();
                } else if (a.type() == 5) {
                    policy = a.be32();
                }
            }
            if (name.equals(chain)) {
                return policy != ACCEPT;
            }
        }
        return false;
    }

    /// The names of a table's sets and maps, without those inside rules.
    public List<String> sets(NftTable table) throws LinuxException {
        List<String> found = new ArrayList<>();
        for (NetlinkMessage m : list(table, GET_SET)) {
            String name = "";
            int flags = 0;
            AttributeReader a = m.attributes(HEADER_BYTES);
            while (a.next()) {
                switch (a.type()) {
                    case 2 -> name = a.string();
                    case 3 -> flags = a.be32();
                    default -> {}
                }
            }
            if ((flags & 1) == 0) {
                found.add(name);
            }
        }
        return found;
    }

    /// A rule as the kernel lists it.
    ///
    /// @param chain that it is in
    /// @param handle its number
    /// @param comment "" for none
    /// @param verdict of its last step, when that is one; else null
    public record Listed(
            String chain,
            long handle,
            String comment,
            @Nullable NftVerdict verdict) {}

    /// The comments of a chain's rules, in order; "" for one without.
    public List<String> ruleComments(NftTable table, String chain) throws LinuxException {
        return rules(table).stream()
                .filter(r -> r.chain().equals(chain))
                .map(Listed::comment)
                .toList();
    }

    /// The rules of a table, by chain, each chain's in order.
    public List<Listed> rules(NftTable table) throws LinuxException {
        List<Listed> found = new ArrayList<>();
        for (NetlinkMessage m : list(table, GET_RULE)) {
            String comment = "";
            String chain = "";
            long handle = 0;
            NftVerdict verdict = null;
            AttributeReader a = m.attributes(HEADER_BYTES);
            while (a.next()) {
                switch (a.type()) {
                    case 2 -> chain = a.string();
                    case 3 -> handle = a.be64();
                    case 4 -> verdict = lastVerdict(a.nested());
                    case 7 -> comment = NftUserData.readComment(a.bytes());
                    default -> {}
                }
            }
            found.add(new Listed(chain, handle, comment, verdict));
        }
        return found;
    }

    /// Of the step "immediate", whose register is the verdict.
    private static @Nullable NftVerdict lastVerdict(AttributeReader steps) {
        NftVerdict found = null;
        while (steps.next()) {
            AttributeReader step = steps.nested();
            String name = "";
            while (step.next()) {
                if (step.type() == 1) {
                    name = step.string();
                } else if (step.type() == 2 && name.equals("immediate")) {
                    AttributeReader data = step.nested();
                    while (data.next()) {
                        if (data.type() == 2) {
                            AttributeReader value = data.nested();
                            found = value.next() && value.type() == 2 ? verdict(value.nested()) : found;
                        }
                    }
                }
            }
        }
        return found;
    }

    private List<NetlinkMessage> list(NftTable table, int type) throws LinuxException {
        return socket
                .dump(NftBatch.SUBSYSTEM | type, "nft list of " + table, w -> {
                    w.u8(table.family().number()).u8(0).be16(0).string(1, table.name());
                })
                .stream()
                .filter(m -> of(m, table))
                .toList();
    }

    private static boolean of(NetlinkMessage m, NftTable table) {
        AttributeReader a = m.attributes(HEADER_BYTES);
        while (a.next()) {
            if (a.type() == 1) {
                return a.string().equals(table.name());
            }
        }
        return false;
    }

    private List<String> names(NftTable table, int type, int attribute) throws LinuxException {
        List<String> found = new ArrayList<>();
        for (NetlinkMessage m : list(table, type)) {
            AttributeReader a = m.attributes(HEADER_BYTES);
            while (a.next()) {
                if (a.type() == attribute) {
                    found.add(a.string());
                }
            }
        }
        return found;
    }

    /// The elements of a set or map, in the order of their keys; nothing when there is no such set. Complete unless
    /// the set has no size of its own and grows meanwhile (see [NftSet#sizeMax]).
    public List<NftElement> elements(NftTable table, NftSet set) throws LinuxException {
        List<Raw> raw = new ArrayList<>();
        try {
            for (NetlinkMessage m :
                    socket.dump(NftBatch.SUBSYSTEM | GET_ELEMENTS, "nft elements of " + table + " " + set.name(), w -> {
                        w.u8(table.family().number()).u8(0).be16(0);
                        w.string(1, table.name()).string(2, set.name());
                    })) {
                AttributeReader a = m.attributes(HEADER_BYTES);
                while (a.next()) {
                    if (a.type() == 3) {
                        AttributeReader list = a.nested();
                        while (list.next()) {
                            raw.add(element(list.nested()));
                        }
                    }
                }
            }
        } catch (LinuxException e) {
            if (e.is(Errno.ENOENT)) {
                return List.of();
            }
            throw e;
        }
        raw.sort(Comparator.comparing((Raw r) -> r.element().key()).thenComparing(r -> !r.end()));
        return set.intervals() && set.key().size() == 1
                ? ranges(raw)
                : raw.stream().map(Raw::element).toList();
    }

    private record Raw(NftElement element, boolean end) {}

    /// A range is stored as its first key and the key behind its last one.
    private static List<NftElement> ranges(List<Raw> raw) {
        List<NftElement> found = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            NftElement element = raw.get(i).element();
            if (raw.get(i).end()) {
                continue;
            }
            NftBytes first = element.key();
            NftBytes end = i + 1 < raw.size() ? raw.get(i + 1).element().key() : NftBytes.of(new byte[first.length()]);
            NftBytes last = end.previous();
            found.add(new NftElement(first, last.equals(first) ? null : last, element.value(), element.verdict()));
        }
        return found;
    }

    private static Raw element(AttributeReader a) {
        NftBytes key = NftBytes.EMPTY;
        NftBytes last = null;
        NftBytes value = NftBytes.EMPTY;
        NftVerdict verdict = null;
        boolean end = false;
        while (a.next()) {
            switch (a.type()) {
                case 1 -> key = bytes(a.nested());
                case 2 -> {
                    AttributeReader data = a.nested();
                    while (data.next()) {
                        if (data.type() == 1) {
                            value = NftBytes.own(data.bytes());
                        } else if (data.type() == 2) {
                            verdict = verdict(data.nested());
                        }
                    }
                }
                case 3 -> end = (a.be32() & INTERVAL_END) != 0;
                case 10 -> last = bytes(a.nested());
                default -> {}
            }
        }
        if (last != null && key.equals(last)) {
            last = null;
        }
        return new Raw(new NftElement(key, last, value, verdict), end);
    }

    private static NftBytes bytes(AttributeReader data) {
        return data.next() && data.type() == 1 ? NftBytes.own(data.bytes()) : NftBytes.EMPTY;
    }

    private static @Nullable NftVerdict verdict(AttributeReader a) {
        int code = 0;
        String chain = "";
        while (a.next()) {
            if (a.type() == 1) {
                code = a.be32();
            } else if (a.type() == 2) {
                chain = a.string();
            }
        }
        return new NftVerdict(code, chain);
    }

    @Override
    public void close() {
        socket.close();
    }
}
