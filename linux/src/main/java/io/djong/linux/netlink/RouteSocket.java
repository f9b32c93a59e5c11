package io.djong.linux.netlink;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Links, addresses, routes and neighbours of one network namespace: rtnetlink(7). Safe for use by several threads.
///
/// Changes that are already so are not errors where the method's name says `ensure` or `replace`, and deleting what
/// is not there is fine everywhere: callers converge, they do not transact.
public final class RouteSocket implements AutoCloseable {
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_DELADDR = 21;
    private static final int RTM_GETADDR = 22;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_DELROUTE = 25;
    private static final int RTM_GETROUTE = 26;
    private static final int RTM_NEWNEIGH = 28;
    private static final int RTM_DELNEIGH = 29;
    private static final int RTM_GETNEIGH = 30;
    private static final int AF_INET = 2;
    private static final int AF_BRIDGE = 7;
    private static final int AF_INET6 = 10;
    private static final int MAIN_TABLE = 254;
    private static final int NUD_PERMANENT = 0x80;
    private static final int NTF_SELF = 2;

    private final NetlinkSocket socket;
    private final Links links;

    private RouteSocket(NetlinkSocket socket) {
        this.socket = socket;
        this.links = new Links(socket);
    }

    /// A socket in the namespace of the calling thread; for another one, call this in `Netns.run`.
    public static RouteSocket open() throws LinuxException {
        return new RouteSocket(NetlinkSocket.open(NetlinkSocket.Protocol.ROUTE));
    }

    /// Devices.
    public Links links() {
        return links;
    }

    /// The addresses of a device.
    public List<IpPrefix> addresses(int link) throws LinuxException {
        return addresses().getOrDefault(link, List.of());
    }

    /// The addresses of all devices, by the devices' indexes.
    public Map<Integer, List<IpPrefix>> addresses() throws LinuxException {
        Map<Integer, List<IpPrefix>> found = new TreeMap<>();
        for (NetlinkMessage m : socket.dump(
                RTM_GETADDR, "RTM_GETADDR", w -> w.u8(0).u8(0).u8(0).u8(0).u32(0))) {
            byte[] local = new byte[0];
            byte[] address = new byte[0];
            AttributeReader a = m.attributes(8);
            while (a.next()) {
                switch (a.type()) {
                    case 1 -> address = a.bytes();
                    case 2 -> local = a.bytes();
                    default -> {}
                }
            }
            found.computeIfAbsent(m.u32(4), link -> new ArrayList<>())
                    .add(new IpPrefix(IpPrefix.inet(local.length > 0 ? local : address), m.u8(1)));
        }
        return found;
    }

    /// Gives the device an address, if it does not have it.
    public void ensureAddress(int link, IpPrefix address) throws LinuxException {
        address(RTM_NEWADDR, NetlinkSocket.NLM_F_CREATE | NetlinkSocket.NLM_F_REPLACE, link, address);
    }

    public void deleteAddress(int link, IpPrefix address) throws LinuxException {
        try {
            address(RTM_DELADDR, 0, link, address);
        } catch (LinuxException e) {
            if (!e.is(Errno.EADDRNOTAVAIL)) {
                throw e;
            }
        }
    }

    private void address(int type, int flags, int link, IpPrefix address) throws LinuxException {
        String subject = (type == RTM_NEWADDR ? "RTM_NEWADDR " : "RTM_DELADDR ") + address;
        byte[] bytes = address.address().getAddress();
        socket.request(type, flags, subject, w -> {
            w.u8(family(address)).u8(address.length()).u8(0).u8(0).u32(link);
            w.attribute(2, bytes).attribute(1, bytes);
        });
    }

    /// The routes of the main table, of both families.
    public List<Route> routes() throws LinuxException {
        List<Route> found = new ArrayList<>();
        for (int family : new int[] {AF_INET, AF_INET6}) {
            for (NetlinkMessage m : socket.dump(
                    RTM_GETROUTE,
                    "RTM_GETROUTE",
                    w -> w.u8(family).u8(0).u8(0).u8(0).u8(0).u8(0).u8(0).u8(0).u32(0))) {
                if (m.u8(4) == MAIN_TABLE) {
                    found.add(route(m, family));
                }
            }
        }
        return found;
    }

    private static Route route(NetlinkMessage m, int family) {
        byte[] destination = new byte[family == AF_INET ? 4 : 16];
        java.net.InetAddress gateway = null;
        java.net.InetAddress source = null;
        int link = 0;
        int metric = 0;
        AttributeReader a = m.attributes(12);
        while (a.next()) {
            switch (a.type()) {
                case 1 -> destination = a.bytes();
                case 4 -> link = a.u32();
                case 5 -> gateway = IpPrefix.inet(a.bytes());
                case 6 -> metric = a.u32();
                case 7 -> source = IpPrefix.inet(a.bytes());
                default -> {}
            }
        }
        boolean onLink = (m.u32(8) & 4) != 0;
        return new Route(
                new IpPrefix(IpPrefix.inet(destination), m.u8(1)),
                Route.Kind.of(m.u8(7)),
                gateway,
                link,
                source,
                metric,
                onLink);
    }

    /// Puts a route in place of any other for the same network and metric.
    public void replaceRoute(Route route) throws LinuxException {
        route(RTM_NEWROUTE, NetlinkSocket.NLM_F_CREATE | NetlinkSocket.NLM_F_REPLACE, route);
    }

    public void deleteRoute(Route route) throws LinuxException {
        try {
            route(RTM_DELROUTE, 0, route);
        } catch (LinuxException e) {
            if (!e.is(Errno.ESRCH) && !e.is(Errno.ENODEV) && !e.is(Errno.ENOENT)) {
                throw e;
            }
        }
    }

    private void route(int type, int flags, Route route) throws LinuxException {
        IpPrefix to = route.destination();
        String subject = (type == RTM_NEWROUTE ? "RTM_NEWROUTE " : "RTM_DELROUTE ") + to;
        boolean direct = route.gateway() == null && route.kind() == Route.Kind.UNICAST;
        int scope = direct && to.isIpv4() ? 253 : 0;
        int protocol = type == RTM_NEWROUTE ? 4 : 0;
        socket.request(type, flags, subject, w -> {
            w.u8(family(to)).u8(to.length()).u8(0).u8(0);
            w.u8(MAIN_TABLE).u8(protocol).u8(scope).u8(route.kind().number());
            w.u32(route.onLink() ? 4 : 0);
            if (to.length() > 0) {
                w.attribute(1, to.network().address().getAddress());
            }
            var gateway = route.gateway();
            if (gateway != null) {
                w.attribute(5, gateway.getAddress());
            }
            if (route.link() != 0) {
                w.u32(4, route.link());
            }
            var source = route.source();
            if (source != null) {
                w.attribute(7, source.getAddress());
            }
            if (route.metric() != 0) {
                w.u32(6, route.metric());
            }
        });
    }

    /// The permanent and learnt neighbours of a device; its forwarding entries, too.
    public List<Neighbour> neighbours(int link) throws LinuxException {
        List<Neighbour> found = new ArrayList<>();
        for (int family : new int[] {AF_INET, AF_INET6, AF_BRIDGE}) {
            for (NetlinkMessage m : socket.dump(
                    RTM_GETNEIGH,
                    "RTM_GETNEIGH",
                    w -> w.u8(family).u8(0).u16(0).u32(0).u32(0))) {
                if (m.u32(4) != link) {
                    continue;
                }
                java.net.InetAddress address = null;
                String mac = "";
                AttributeReader a = m.attributes(12);
                while (a.next()) {
                    switch (a.type()) {
                        case 1 ->
                            address = a.lengthBytes() == 4 || a.lengthBytes() == 16 ? IpPrefix.inet(a.bytes()) : null;
                        case 2 -> mac = Links.mac(a.bytes());
                        default -> {}
                    }
                }
                found.add(new Neighbour(link, address, mac, family == AF_BRIDGE));
            }
        }
        return found;
    }

    /// Puts a permanent neighbour or forwarding entry in place.
    public void replaceNeighbour(Neighbour neighbour) throws LinuxException {
        neighbour(RTM_NEWNEIGH, NetlinkSocket.NLM_F_CREATE | NetlinkSocket.NLM_F_REPLACE, neighbour);
    }

    public void deleteNeighbour(Neighbour neighbour) throws LinuxException {
        try {
            neighbour(RTM_DELNEIGH, 0, neighbour);
        } catch (LinuxException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
        }
    }

    private void neighbour(int type, int flags, Neighbour n) throws LinuxException {
        var address = n.address();
        int family =
                n.forwarding() ? AF_BRIDGE : address != null && address.getAddress().length == 16 ? AF_INET6 : AF_INET;
        String subject = (type == RTM_NEWNEIGH ? "RTM_NEWNEIGH " : "RTM_DELNEIGH ") + n.mac();
        socket.request(type, flags, subject, w -> {
            w.u8(family)
                    .u8(0)
                    .u16(0)
                    .u32(n.link())
                    .u16(NUD_PERMANENT)
                    .u8(n.forwarding() ? NTF_SELF : 0)
                    .u8(0);
            if (address != null) {
                w.attribute(1, address.getAddress());
            }
            w.attribute(2, Links.mac(n.mac()));
        });
    }

    /// The route that a packet to this address takes now; empty when there is none.
    public Optional<Route> lookUp(java.net.InetAddress to) throws LinuxException {
        IpPrefix host = IpPrefix.host(to);
        try {
            List<NetlinkMessage> answer = socket.request(RTM_GETROUTE, 0, "RTM_GETROUTE " + to.getHostAddress(), w -> {
                w.u8(family(host))
                        .u8(host.length())
                        .u8(0)
                        .u8(0)
                        .u8(0)
                        .u8(0)
                        .u8(0)
                        .u8(0)
                        .u32(0);
                w.attribute(1, to.getAddress());
            });
            return answer.stream().findFirst().map(m -> route(m, family(host)));
        } catch (LinuxException e) {
            if (e.errno() == 101 || e.errno() == 113) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static int family(IpPrefix prefix) {
        return prefix.isIpv4() ? AF_INET : AF_INET6;
    }

    @Override
    public void close() {
        socket.close();
    }
}
