package io.djong.linux.nft;

/// Where a base chain stands in the path of a packet.
///
/// @param type `filter`, `nat` or `route`
/// @param point which place
/// @param priority smaller runs earlier; see the constants
/// @param accept what happens to packets that no rule decided: accepted, else dropped
public record NftHook(String type, Point point, int priority, boolean accept) {
    public static final int RAW = -300;
    public static final int MANGLE = -150;
    public static final int DSTNAT = -100;
    public static final int FILTER = 0;
    public static final int SECURITY = 50;
    public static final int SRCNAT = 100;

    /// `NF_INET_…`
    public enum Point {
        PREROUTING(0),
        INPUT(1),
        FORWARD(2),
        OUTPUT(3),
        POSTROUTING(4);

        private final int number;

        Point(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    public static NftHook filter(Point point, int priority) {
        return new NftHook("filter", point, priority, true);
    }

    public static NftHook nat(Point point, int priority) {
        return new NftHook("nat", point, priority, true);
    }
}
