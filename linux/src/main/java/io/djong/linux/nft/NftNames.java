package io.djong.linux.nft;

import java.nio.charset.StandardCharsets;

/// What the kernel takes as a name.
final class NftNames {
    /// NFT_NAME_MAXLEN with its terminating zero.
    static final int NAME_BYTES_MAX = 255;

    private NftNames() {}

    static void check(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > NAME_BYTES_MAX || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a name in nftables has 1 to " + NAME_BYTES_MAX + " bytes and no zero: \"" + name + "\"");
        }
    }
}
