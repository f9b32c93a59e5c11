package io.djong.network;

import io.djong.linux.LinuxException;
import io.djong.linux.nft.NftBatch;
import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftFamily;
import io.djong.linux.nft.NftField;
import io.djong.linux.nft.NftRule;
import io.djong.linux.nft.NftSocket;
import io.djong.linux.nft.NftTable;
import io.djong.linux.nft.NftVerdict;
import java.util.List;

/// iptables' table `filter` (an nft table where iptables is iptables-nft), in which Docker and ufw
/// let nothing be forwarded by policy. No rule in a table of ours can allow what is dropped there,
/// so two of ours go to the end of its chain, in the form that iptables itself would give them:
/// what others forbid by name stays forbidden.
final class ForeignFirewall {
    private static final NftTable FILTER = new NftTable(NftFamily.IP, "filter", "");
    private static final String FORWARD = "FORWARD";
    private static final String INPUT = "INPUT";
    private static final String COMMENT = "djong: pods";

    private final NftSocket nft;

    ForeignFirewall(NftSocket nft) {
        this.nft = nft;
    }

    /// Whether packets of pods would be dropped for want of a rule.
    boolean closed() throws LinuxException {
        return nft.drops(FILTER, FORWARD)
                && nft.ruleComments(FILTER, FORWARD).stream().noneMatch(COMMENT::equals);
    }

    /// Whether what pods send to the node itself is dropped unless a rule of somebody allows it. Not ours to open.
    boolean closedToNode() throws LinuxException {
        return nft.drops(FILTER, INPUT);
    }

    /// Lets packets from and to the bridge pass.
    void open(String bridge) throws LinuxException {
        NftBatch batch = new NftBatch();
        for (NftField device : List.of(NftField.IIFNAME, NftField.OIFNAME)) {
            batch.addRule(
                    FILTER,
                    FORWARD,
                    NftRule.rule()
                            .is(device, NftBytes.interfaceName(bridge))
                            .comment(COMMENT)
                            .verdict(NftVerdict.ACCEPT));
        }
        nft.commit(batch);
    }

    /// Takes our rules out again.
    void remove() throws LinuxException {
        NftBatch batch = new NftBatch();
        for (NftSocket.Listed rule : nft.rules(FILTER)) {
            if (rule.chain().equals(FORWARD) && rule.comment().equals(COMMENT)) {
                batch.deleteRule(FILTER, FORWARD, rule.handle());
            }
        }
        nft.commit(batch);
    }
}
