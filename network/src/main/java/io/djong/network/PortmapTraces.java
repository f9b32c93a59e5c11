package io.djong.network;

import io.djong.linux.LinuxException;
import io.djong.linux.nft.NftBatch;
import io.djong.linux.nft.NftFamily;
import io.djong.linux.nft.NftSocket;
import io.djong.linux.nft.NftTable;
import io.djong.linux.nft.NftVerdict;
import java.util.List;

/// What the plug-in `portmap` leaves in one of iptables' NAT tables (which is an nft table where iptables is
/// iptables-nft, as on Debian) when the last pod has gone: its chains, and the rules that jump to them. When
/// it takes a
/// port back it looks into the table of IPv6 too, and an iptables-nft that looks makes the table.
final class PortmapTraces {
    /// @param note says whether the table was there before us
    record Nat(String note, NftTable table) {}

    static final List<Nat> TABLES = List.of(
            new Nat(NetworkNotes.IPTABLES_NAT_BEFORE, new NftTable(NftFamily.IP, "nat", "")),
            new Nat(NetworkNotes.IP6TABLES_NAT_BEFORE, new NftTable(NftFamily.IP6, "nat", "")));

    private static final String PREFIX = "CNI-";
    private static final List<String> BASE_CHAINS = List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");

    private final NftSocket nft;
    private final NftTable table;

    PortmapTraces(NftSocket nft, NftTable table) {
        this.nft = nft;
        this.table = table;
    }

    /// @param deleteTable whether the whole table may go when nothing else is in it: it was not there before us
    void remove(boolean deleteTable) throws LinuxException {
        if (!nft.hasTable(table)) {
            return;
        }
        NftBatch batch = new NftBatch();
        List<String> chains = nft.chains(table);
        List<NftSocket.Listed> rules = nft.rules(table);
        for (NftSocket.Listed rule : rules) {
            if (ours(rule) && !rule.chain().startsWith(PREFIX)) {
                batch.deleteRule(table, rule.chain(), rule.handle());
            }
        }
        List<String> own = chains.stream().filter(c -> c.startsWith(PREFIX)).toList();
        own.forEach(chain -> batch.flushChain(table, chain));
        own.forEach(chain -> batch.deleteChain(table, chain));
        boolean empty = chains.stream().allMatch(c -> c.startsWith(PREFIX) || BASE_CHAINS.contains(c))
                && rules.stream().allMatch(r -> ours(r) || r.chain().startsWith(PREFIX));
        if (deleteTable && empty) {
            batch.deleteTable(table);
        }
        nft.commit(batch);
    }

    private static boolean ours(NftSocket.Listed rule) {
        NftVerdict verdict = rule.verdict();
        return verdict != null && verdict.chain().startsWith(PREFIX);
    }
}
