package io.djong.linux.nft;

/// What becomes of a packet.
///
/// @param code `NF_…` or `NFT_…`
/// @param chain where to go on, for jump and goto; else ""
public record NftVerdict(int code, String chain) {
    public static final NftVerdict DROP = new NftVerdict(0, "");
    public static final NftVerdict ACCEPT = new NftVerdict(1, "");
    public static final NftVerdict CONTINUE = new NftVerdict(-1, "");
    public static final NftVerdict RETURN = new NftVerdict(-5, "");

    private static final int JUMP = -3;
    private static final int GOTO = -4;

    /// Goes on in the chain and comes back at its end.
    public static NftVerdict jump(String chain) {
        NftNames.check(chain);
        return new NftVerdict(JUMP, chain);
    }

    /// Goes on in the chain and does not come back to this one.
    public static NftVerdict goTo(String chain) {
        NftNames.check(chain);
        return new NftVerdict(GOTO, chain);
    }

    @Override
    public String toString() {
        return switch (code) {
            case 0 -> "drop";
            case 1 -> "accept";
            case -1 -> "continue";
            case -5 -> "return";
            case JUMP -> "jump " + chain;
            case GOTO -> "goto " + chain;
            default -> "verdict " + code;
        };
    }
}
