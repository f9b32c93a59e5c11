package io.djong.linux.nft;

import org.jspecify.annotations.Nullable;

/// A chain: a list of rules that other chains jump to, or, with a hook, that packets come to.
///
/// @param hook null for one that is only jumped to
/// @param comment shown by nft; "" for none
public record NftChain(String name, @Nullable NftHook hook, String comment) {
    public NftChain {
        NftNames.check(name);
    }

    /// A chain that is jumped to.
    public static NftChain regular(String name) {
        return new NftChain(name, null, "");
    }

    /// A chain that packets come to.
    public static NftChain base(String name, NftHook hook) {
        return new NftChain(name, hook, "");
    }
}
