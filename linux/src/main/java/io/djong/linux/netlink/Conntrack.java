package io.djong.linux.netlink;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The table of tracked connections of one namespace (ctnetlink). Safe for use by several threads.
public final class Conntrack implements AutoCloseable {
    private static final int SUBSYSTEM = 1 << 8;
    private static final int GET = SUBSYSTEM | 1;
    private static final int DELETE = SUBSYSTEM | 2;
    private static final int TUPLE_ORIGINAL = 1;
    private static final int TUPLE_REPLY = 2;
    private static final int MARK = 8;
    private static final int ID = 12;
    private static final int ZONE = 18;

    private final NetlinkSocket socket;

    private Conntrack(NetlinkSocket socket) {
        this.socket = socket;
    }

    /// The table of the calling thread's namespace.
    public static Conntrack open() throws LinuxException {
        return new Conntrack(NetlinkSocket.open(NetlinkSocket.Protocol.NETFILTER));
    }

    /// One direction of a connection.
    ///
    /// @param protocol 6 TCP, 17 UDP, 132 SCTP
    public record Tuple(
            InetAddress source, InetAddress destination, int protocol, int sourcePort, int destinationPort) {}

    /// A connection: how its first packet looked, and how answers to it look (which shows translation).
    public record Flow(Tuple original, Tuple reply, int mark, int zone, int id) {
        /// Where packets really go: the answers' source.
        public InetAddress endpoint() {
            return reply.source();
        }
    }

    /// All tracked connections of one family and protocol.
    ///
    /// @param ipv6 which family
    /// @param protocol 6 TCP, 17 UDP, 132 SCTP
    public List<Flow> flows(boolean ipv6, int protocol) throws LinuxException {
        List<Flow> found = new ArrayList<>();
        int family = ipv6 ? 10 : 2;
        for (NetlinkMessage m :
                socket.dump(GET, "conntrack list", w -> w.u8(family).u8(0).u16(0))) {
            Flow flow = flow(m);
            if (flow != null && flow.original().protocol() == protocol) {
                found.add(flow);
            }
        }
        return found;
    }

    /// Forgets the connections that the filter names.
    ///
    /// @return how many
    public int delete(boolean ipv6, int protocol, Predicate<Flow> filter) throws LinuxException {
        int count = 0;
        for (Flow flow : flows(ipv6, protocol)) {
            if (filter.test(flow) && delete(flow)) {
                count++;
            }
        }
        return count;
    }

    private boolean delete(Flow flow) throws LinuxException {
        boolean ipv6 = flow.original().source().getAddress().length == 16;
        try {
            socket.request(DELETE, 0, "conntrack delete", w -> {
                w.u8(ipv6 ? 10 : 2).u8(0).u16(0);
                write(w, TUPLE_ORIGINAL, flow.original());
                if (flow.zone() != 0) {
                    w.be16(ZONE, flow.zone());
                }
                w.be32(ID, flow.id());
            });
            return true;
        } catch (LinuxException e) {
            if (e.is(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
    }

    private static void write(NetlinkWriter w, int type, Tuple tuple) {
        int whole = w.nest(type);
        int ip = w.nest(1);
        boolean ipv6 = tuple.source().getAddress().length == 16;
        w.attribute(ipv6 ? 3 : 1, tuple.source().getAddress());
        w.attribute(ipv6 ? 4 : 2, tuple.destination().getAddress());
        w.endNest(ip);
        int protocol = w.nest(2);
        w.u8(1, tuple.protocol());
        w.be16(2, tuple.sourcePort());
        w.be16(3, tuple.destinationPort());
        w.endNest(protocol);
        w.endNest(whole);
    }

    private static @org.jspecify.annotations.Nullable Flow flow(NetlinkMessage m) {
        Tuple original = null;
        Tuple reply = null;
        int mark = 0;
        int zone = 0;
        int id = 0;
        AttributeReader a = m.attributes(4);
        while (a.next()) {
            switch (a.type()) {
                case TUPLE_ORIGINAL -> original = tuple(a.nested());
                case TUPLE_REPLY -> reply = tuple(a.nested());
                case MARK -> mark = a.be32();
                case ID -> id = a.be32();
                case ZONE -> zone = a.be16();
                default -> {}
            }
        }
        return original == null || reply == null ? null : new Flow(original, reply, mark, zone, id);
    }

    private static @org.jspecify.annotations.Nullable Tuple tuple(AttributeReader a) {
        InetAddress source = null;
        InetAddress destination = null;
        int protocol = 0;
        int sourcePort = 0;
        int destinationPort = 0;
        while (a.next()) {
            AttributeReader in = a.nested();
            switch (a.type()) {
                case 1 -> {
                    while (in.next()) {
                        switch (in.type()) {
                            case 1, 3 -> source = IpPrefix.inet(in.bytes());
                            case 2, 4 -> destination = IpPrefix.inet(in.bytes());
                            default -> {}
                        }
                    }
                }
                case 2 -> {
                    while (in.next()) {
                        switch (in.type()) {
                            case 1 -> protocol = in.u8();
                            case 2 -> sourcePort = in.be16();
                            case 3 -> destinationPort = in.be16();
                            default -> {}
                        }
                    }
                }
                default -> {}
            }
        }
        return source == null || destination == null
                ? null
                : new Tuple(source, destination, protocol, sourcePort, destinationPort);
    }

    @Override
    public void close() {
        socket.close();
    }
}
