package io.djong.linux.nft;

/// Which packets a table sees.
public enum NftFamily {
    INET(1, "inet"),
    IP(2, "ip"),
    IP6(10, "ip6"),
    BRIDGE(7, "bridge");

    private final int number;
    private final String word;

    NftFamily(int number, String word) {
        this.number = number;
        this.word = word;
    }

    int number() {
        return number;
    }

    static NftFamily of(int number) {
        for (NftFamily family : values()) {
            if (family.number == number) {
                return family;
            }
        }
        return INET;
    }

    /// As nft writes it.
    @Override
    public String toString() {
        return word;
    }
}
