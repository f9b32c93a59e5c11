package io.djong.linux.nft;

/// A table: the name under which everything else lives.
///
/// @param comment shown by nft; "" for none
public record NftTable(NftFamily family, String name, String comment) {
    public NftTable {
        NftNames.check(name);
    }

    @Override
    public String toString() {
        return family + " " + name;
    }
}
