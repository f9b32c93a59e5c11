package io.djong.linux.netlink;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.Syscalls;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The network devices of one namespace. Safe for use by several threads.
public final class Links {
    /// The kernel's limit for a name.
    public static final int NAME_CHARS_MAX = 15;

    private static final int RTM_NEWLINK = 16;
    private static final int RTM_DELLINK = 17;
    private static final int RTM_GETLINK = 18;
    private static final int RTM_SETLINK = 19;
    private static final int NEW = NetlinkSocket.NLM_F_CREATE | NetlinkSocket.NLM_F_EXCL;
    private static final int IFF_UP = 1;
    private static final int AF_BRIDGE = 7;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_LINK = 5;
    private static final int IFLA_MASTER = 10;
    private static final int IFLA_PROTINFO = 12;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_NET_NS_FD = 28;
    private static final int IFLA_BRPORT_MODE = 4;

    private final NetlinkSocket socket;

    Links(NetlinkSocket socket) {
        this.socket = socket;
    }

    /// All devices, by index.
    public List<Link> all() throws LinuxException {
        List<Link> found = new ArrayList<>();
        for (NetlinkMessage m : socket.dump(RTM_GETLINK, "RTM_GETLINK", w -> header(w, 0, 0, 0))) {
            found.add(link(m));
        }
        return found;
    }

    /// The device with that name, if there is one.
    public Optional<Link> byName(String name) throws LinuxException {
        check(name);
        try {
            List<NetlinkMessage> answer = socket.request(RTM_GETLINK, 0, "RTM_GETLINK " + name, w -> {
                header(w, 0, 0, 0);
                w.string(IFLA_IFNAME, name);
            });
            return answer.stream().findFirst().map(Links::link);
        } catch (LinuxException e) {
            if (e.is(Errno.ENODEV)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// A bridge of that name: the one that is there, or a new one.
    ///
    /// @param mac "" for one that the kernel chooses; a chosen one does not change when ports come and go
    /// @throws LinuxException EEXIST when a device of another kind has the name
    public Link ensureBridge(String name, String mac) throws LinuxException {
        Optional<Link> there = byName(name);
        if (there.isEmpty()) {
            create(
                    "bridge",
                    name,
                    w -> {
                        if (!mac.isEmpty()) {
                            w.attribute(IFLA_ADDRESS, mac(mac));
                        }
                    },
                    null);
        } else if (!there.get().kind().equals("bridge")) {
            throw new LinuxException(
                    "netlink",
                    "bridge " + name,
                    Errno.EEXIST,
                    "it is a device of kind \"" + there.get().kind() + "\"");
        }
        return byName(name).orElseThrow(() -> new LinuxException("netlink", "bridge " + name, Errno.ENODEV));
    }

    /// Two devices that are the ends of one cable.
    ///
    /// @param peerNamespace a namespace's file, where the peer is to be; null for here
    public void addVeth(String name, String peer, @Nullable Path peerNamespace) throws LinuxException {
        check(peer);
        int fd = peerNamespace == null ? -1 : Syscalls.open(peerNamespace.toString(), Syscalls.O_RDONLY, 0);
        try {
            create("veth", name, w -> {}, w -> {
                int info = w.nest(1);
                header(w, 0, 0, 0);
                w.string(IFLA_IFNAME, peer);
                if (fd >= 0) {
                    w.u32(IFLA_NET_NS_FD, fd);
                }
                w.endNest(info);
            });
        } finally {
            if (fd >= 0) {
                Syscalls.close(fd);
            }
        }
    }

    /// A VXLAN device without learning and without a multicast group: its far ends are forwarding entries.
    ///
    /// @param id the network's number, 24 bits
    /// @param local the address that packets go out from
    /// @param port UDP port on both sides
    /// @param parent the index of the device below; 0 for the kernel's choice by route
    public void addVxlan(String name, int id, InetAddress local, int port, int parent) throws LinuxException {
        byte[] address = local.getAddress();
        create("vxlan", name, w -> {}, w -> {
            w.u32(1, id);
            if (parent != 0) {
                w.u32(3, parent);
            }
            w.attribute(address.length == 4 ? 4 : 17, address);
            w.u8(7, 0);
            w.be16(15, port);
        });
    }

    /// A device of any kind that needs no options (`dummy`, `ifb`).
    public void add(String kind, String name) throws LinuxException {
        create(kind, name, w -> {}, null);
    }

    private void create(String kind, String name, NetlinkSocket.Body outer, NetlinkSocket.@Nullable Body data)
            throws LinuxException {
        check(name);
        socket.request(RTM_NEWLINK, NEW, "RTM_NEWLINK " + kind + " " + name, w -> {
            header(w, 0, 0, 0);
            w.string(IFLA_IFNAME, name);
            outer.write(w);
            int info = w.nest(IFLA_LINKINFO);
            w.string(1, kind);
            if (data != null) {
                int nest = w.nest(2);
                data.write(w);
                w.endNest(nest);
            }
            w.endNest(info);
        });
    }

    public void setUp(int index) throws LinuxException {
        set("up", index, w -> header(w, index, IFF_UP, IFF_UP));
    }

    public void setDown(int index) throws LinuxException {
        set("down", index, w -> header(w, index, 0, IFF_UP));
    }

    /// Makes the device a port of a bridge; 0 makes it free.
    public void setMaster(int index, int master) throws LinuxException {
        set("master " + master, index, w -> {
            header(w, index, 0, 0);
            w.u32(IFLA_MASTER, master);
        });
    }

    public void setMtu(int index, int mtuBytes) throws LinuxException {
        set("mtu " + mtuBytes, index, w -> {
            header(w, index, 0, 0);
            w.u32(IFLA_MTU, mtuBytes);
        });
    }

    public void setMac(int index, String mac) throws LinuxException {
        set("address " + mac, index, w -> {
            header(w, index, 0, 0);
            w.attribute(IFLA_ADDRESS, mac(mac));
        });
    }

    /// A device that is up must be brought down first.
    public void setName(int index, String name) throws LinuxException {
        check(name);
        set("name " + name, index, w -> {
            header(w, index, 0, 0);
            w.string(IFLA_IFNAME, name);
        });
    }

    /// Moves the device to another namespace; it loses its addresses and comes down.
    public void setNamespace(int index, Path namespace) throws LinuxException {
        int fd = Syscalls.open(namespace.toString(), Syscalls.O_RDONLY, 0);
        try {
            set("netns " + namespace, index, w -> {
                header(w, index, 0, 0);
                w.u32(IFLA_NET_NS_FD, fd);
            });
        } finally {
            Syscalls.close(fd);
        }
    }

    /// Whether a bridge may send a packet back through the port that it came from.
    public void setHairpin(int index, boolean on) throws LinuxException {
        set("hairpin " + on, index, w -> {
            w.u8(AF_BRIDGE).u8(0).u16(0).u32(index).u32(0).u32(0);
            int info = w.nest(IFLA_PROTINFO);
            w.u8(IFLA_BRPORT_MODE, on ? 1 : 0);
            w.endNest(info);
        });
    }

    private void set(String what, int index, NetlinkSocket.Body body) throws LinuxException {
        socket.request(RTM_SETLINK, 0, "RTM_SETLINK " + index + " " + what, body);
    }

    /// Takes a device away; one that is not there is fine.
    public void delete(int index) throws LinuxException {
        try {
            socket.request(RTM_DELLINK, 0, "RTM_DELLINK " + index, w -> header(w, index, 0, 0));
        } catch (LinuxException e) {
            if (!e.is(Errno.ENODEV)) {
                throw e;
            }
        }
    }

    private static void header(NetlinkWriter w, int index, int flags, int change) {
        w.u8(0).u8(0).u16(0).u32(index).u32(flags).u32(change);
    }

    private static Link link(NetlinkMessage m) {
        String name = "";
        String kind = "";
        String mac = "";
        int mtu = 0;
        int master = 0;
        int peer = 0;
        AttributeReader a = m.attributes(16);
        while (a.next()) {
            switch (a.type()) {
                case IFLA_IFNAME -> name = a.string();
                case IFLA_ADDRESS -> mac = mac(a.bytes());
                case IFLA_MTU -> mtu = a.u32();
                case IFLA_LINK -> peer = a.u32();
                case IFLA_MASTER -> master = a.u32();
                case IFLA_LINKINFO -> {
                    AttributeReader info = a.nested();
                    while (info.next()) {
                        if (info.type() == 1) {
                            kind = info.string();
                        }
                    }
                }
                default -> {}
            }
        }
        return new Link(m.u32(4), name, kind, mac, mtu, master, m.u32(8), peer);
    }

    static String mac(byte[] bytes) {
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    static byte[] mac(String text) {
        byte[] bytes = HexFormat.ofDelimiter(":").parseHex(text);
        if (bytes.length != 6) {
            throw new IllegalArgumentException("not a hardware address of 6 bytes: " + text);
        }
        return bytes;
    }

    private static void check(String name) {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || name.contains("/") || name.contains(" ")) {
            throw new IllegalArgumentException("not the name of a network device: \"" + name + "\"");
        }
    }
}
