package io.djong.proxy.nftables;

/// What the rules depend on besides services.
///
/// @param ipv6 which family
/// @param local how pods' packets are told from others
/// @param masqueradeBit which bit of the packet mark says "masquerade", 0 to 31
/// @param masqueradeAll whether all traffic to cluster addresses is masqueraded
/// @param fullyRandom whether masquerading draws source ports at random
public record NftablesOptions(
        boolean ipv6, LocalTraffic local, int masqueradeBit, boolean masqueradeAll, boolean fullyRandom) {
    public NftablesOptions {
        if (masqueradeBit < 0 || masqueradeBit > 31) {
            throw new IllegalArgumentException("the masquerade bit is 0 to 31, not " + masqueradeBit);
        }
    }

    int mark() {
        return 1 << masqueradeBit;
    }
}
