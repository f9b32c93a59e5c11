package io.djong.network;

import io.djong.linux.LinuxException;
import io.djong.linux.nft.NftBatch;
import io.djong.linux.nft.NftFamily;
import io.djong.linux.nft.NftSocket;
import io.djong.linux.nft.NftTable;
import io.djong.linux.nft.NftVerdict;
import java.util.List;

/// What the plug-in `portmap` leaves in iptables' NAT table (which is an nft table where iptables is iptables-nft, as
/// on Debian) when the last pod has gone: its chains, and the rules that jump to them.
final class PortmapTraces {
    static final NftTable NAT = new NftTable(NftFamily.IP, "nat", "");
    private static final String PREFIX = "CNI-";
    private static final List<String> BASE_CHAINS = List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");

    private final NftSocket nft;

    PortmapTraces(NftSocket nft) {
        this.nft = nft;
    }

    /// @param deleteTable whether the whole table may go when nothing else is in it: it was not there before us
    void remove(boolean deleteTable) throws LinuxException {
        if (!nft.hasTable(NAT)) {
            return;
        }
        NftBatch batch = new NftBatch();
        List<String> chains = nft.chains(NAT);
        List<NftSocket.Listed> rules = nft.rules(NAT);
        for (NftSocket.Listed rule : rules) {
            if (ours(rule) && !rule.chain().startsWith(PREFIX)) {
                batch.deleteRule(NAT, rule.chain(), rule.handle());
            }
        }
        List<String> own = chains.stream().filter(c -> c.startsWith(PREFIX)).toList();
        own.forEach(chain -> batch.flushChain(NAT, chain));
        own.forEach(chain -> batch.deleteChain(NAT, chain));
        boolean empty = chains.stream().allMatch(c -> c.startsWith(PREFIX) || BASE_CHAINS.contains(c))
                && rules.stream().allMatch(r -> ours(r) || r.chain().startsWith(PREFIX));
        if (deleteTable && empty) {
            batch.deleteTable(NAT);
        }
        nft.commit(batch);
    }

    private static boolean ours(NftSocket.Listed rule) {
        NftVerdict verdict = rule.verdict();
        return verdict != null && verdict.chain().startsWith(PREFIX);
    }
}
