package io.djong.linux.netlink;

/// A network device as it was when asked.
///
/// @param index its number in its namespace
/// @param name such as `eth0`
/// @param kind `bridge`, `veth`, `vxlan` and so on; "" for hardware and loopback
/// @param mac `02:00:00:00:00:01`; "" when it has none
/// @param mtuBytes the largest packet
/// @param master the index of the bridge that it is a port of; 0 for none
/// @param flags `IFF_…`
/// @param peer the index of the other end, in the other end's namespace; 0 for none
public record Link(int index, String name, String kind, String mac, int mtuBytes, int master, int flags, int peer) {
    private static final int IFF_UP = 1;
    private static final int IFF_LOWER_UP = 1 << 16;

    public boolean up() {
        return (flags & IFF_UP) != 0;
    }

    /// Whether it has a carrier.
    public boolean running() {
        return (flags & IFF_LOWER_UP) != 0;
    }
}
