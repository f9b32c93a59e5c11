package io.djong.proxy.nftables;

import io.djong.linux.nft.NftBatch;
import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftChain;
import io.djong.linux.nft.NftField;
import io.djong.linux.nft.NftHook;
import io.djong.linux.nft.NftRule;
import io.djong.linux.nft.NftTable;
import io.djong.linux.nft.NftVerdict;

/// The chains of our table and their rules.
final class ProxyChains {
    static final String REFUSE = "refuse";
    private static final String PICK = "pick-";
    private static final String MASQUERADE = "masq-";
    private static final String OUTSIDE = "outside-";
    private static final String SERVICES = "services";
    private static final String CHECK_ENDPOINTS = "check-endpoints";
    private static final String CHECK_CLUSTER_IPS = "check-cluster-ips";
    private static final String CHECK_SOURCES = "check-sources";
    private static final int CT_NEW = 8;
    private static final int CT_DNAT = 0x20;
    private static final int LOCAL = 2;

    private final NftTable table;
    private final NftablesOptions options;
    private final NftField source;
    private final NftField destination;
    private final NftField[] frontend;

    ProxyChains(NftTable table, NftablesOptions options) {
        this.table = table;
        this.options = options;
        this.source = ProxySets.source(options.ipv6());
        this.destination = ProxySets.destination(options.ipv6());
        this.frontend = ProxySets.frontend(options.ipv6());
    }

    static String pick(int n) {
        return PICK + n;
    }

    static String masquerade(int n) {
        return MASQUERADE + n;
    }

    static String outside(int n) {
        return OUTSIDE + n;
    }

    /// A chain that draws one of N endpoints, with its rules.
    void addPicking(NftBatch batch, String chain) {
        if (chain.equals(REFUSE)) {
            return;
        }
        int n = Integer.parseInt(chain.substring(chain.lastIndexOf('-') + 1));
        batch.addChain(table, NftChain.regular(chain));
        batch.flushChain(table, chain);
        if (chain.startsWith(MASQUERADE)) {
            batch.addRule(
                    table, chain, NftRule.rule().setMarkBits(options.mark()).build());
        }
        ProxySets map = chain.startsWith(OUTSIDE) ? ProxySets.OUTSIDE_ENDPOINTS : ProxySets.ENDPOINTS;
        batch.addRule(
                table,
                chain,
                NftRule.rule()
                        .dnatFrom(
                                options.ipv6(),
                                map.setName(),
                                frontend[0],
                                frontend[1],
                                frontend[2],
                                NftField.randomBelow(n))
                        .build());
    }

    /// The chains that are always there, with their rules. The sets are there already.
    void addFixed(NftBatch batch) {
        for (String chain : new String[] {REFUSE, SERVICES, CHECK_ENDPOINTS, CHECK_CLUSTER_IPS, CHECK_SOURCES}) {
            batch.addChain(table, NftChain.regular(chain));
        }
        batch.addRule(table, REFUSE, NftRule.rule().reject(options.ipv6()).build());
        addChecks(batch);
        addServices(batch);
        base(batch, "filter-prerouting", NftHook.filter(NftHook.Point.PREROUTING, NftHook.DSTNAT - 10));
        jumpNew(batch, "filter-prerouting", CHECK_SOURCES);
        base(batch, "filter-input", NftHook.filter(NftHook.Point.INPUT, NftHook.DSTNAT - 10));
        jumpNew(batch, "filter-input", CHECK_ENDPOINTS);
        base(batch, "filter-forward", NftHook.filter(NftHook.Point.FORWARD, NftHook.DSTNAT - 10));
        jumpNew(batch, "filter-forward", CHECK_ENDPOINTS);
        jumpNew(batch, "filter-forward", CHECK_CLUSTER_IPS);
        base(batch, "filter-output", NftHook.filter(NftHook.Point.OUTPUT, NftHook.DSTNAT - 10));
        jumpNew(batch, "filter-output", CHECK_SOURCES);
        base(batch, "filter-output-post-dnat", NftHook.filter(NftHook.Point.OUTPUT, NftHook.DSTNAT + 10));
        jumpNew(batch, "filter-output-post-dnat", CHECK_ENDPOINTS);
        jumpNew(batch, "filter-output-post-dnat", CHECK_CLUSTER_IPS);
        base(batch, "nat-prerouting", NftHook.nat(NftHook.Point.PREROUTING, NftHook.DSTNAT));
        batch.addRule(table, "nat-prerouting", NftRule.rule().verdict(NftVerdict.jump(SERVICES)));
        base(batch, "nat-output", NftHook.nat(NftHook.Point.OUTPUT, NftHook.DSTNAT));
        batch.addRule(table, "nat-output", NftRule.rule().verdict(NftVerdict.jump(SERVICES)));
        base(batch, "nat-postrouting", NftHook.nat(NftHook.Point.POSTROUTING, NftHook.SRCNAT));
        batch.addRule(
                table,
                "nat-postrouting",
                NftRule.rule()
                        .hasBits(NftField.MARK, options.mark())
                        .flipMarkBits(options.mark())
                        .masquerade(options.fullyRandom())
                        .build());
        batch.addRule(
                table,
                "nat-postrouting",
                NftRule.rule()
                        .hasBits(NftField.CT_STATUS, CT_DNAT)
                        .in(ProxySets.HAIRPINS.setName(), source, destination)
                        .comment("a backend that reaches itself through a service")
                        .masquerade(options.fullyRandom())
                        .build());
    }

    private void base(NftBatch batch, String chain, NftHook hook) {
        batch.addChain(table, NftChain.base(chain, hook));
    }

    private void jumpNew(NftBatch batch, String from, String to) {
        batch.addRule(
                table, from, NftRule.rule().hasBits(NftField.CT_STATE, CT_NEW).verdict(NftVerdict.jump(to)));
    }

    private void addChecks(NftBatch batch) {
        batch.addRule(
                table,
                CHECK_ENDPOINTS,
                NftRule.rule()
                        .verdictFrom(ProxySets.NO_ENDPOINTS.setName(), frontend)
                        .build());
        batch.addRule(
                table,
                CHECK_CLUSTER_IPS,
                NftRule.rule()
                        .in(ProxySets.CLUSTER_IPS.setName(), destination)
                        .comment("a port that the service does not have")
                        .reject(options.ipv6())
                        .build());
        batch.addRule(
                table,
                CHECK_SOURCES,
                NftRule.rule()
                        .in(ProxySets.RESTRICTED.setName(), frontend)
                        .notIn(ProxySets.ALLOWED.setName(), frontend[0], frontend[1], frontend[2], source)
                        .comment("not in the load balancer's source ranges")
                        .verdict(NftVerdict.DROP));
    }

    private void addServices(NftBatch batch) {
        if (options.masqueradeAll()) {
            batch.addRule(
                    table,
                    SERVICES,
                    NftRule.rule()
                            .in(ProxySets.CLUSTER_IPS.setName(), destination)
                            .setMarkBits(options.mark())
                            .build());
        } else if (!(options.local() instanceof LocalTraffic.Unknown)) {
            batch.addRule(
                    table,
                    SERVICES,
                    local(NftRule.rule().in(ProxySets.CLUSTER_IPS.setName(), destination), false)
                            .comment("not from a pod")
                            .setMarkBits(options.mark())
                            .build());
        }
        batch.addRule(
                table,
                SERVICES,
                NftRule.rule()
                        .verdictFrom(ProxySets.SERVICES.setName(), frontend)
                        .build());
        if (!(options.local() instanceof LocalTraffic.Unknown)) {
            batch.addRule(
                    table,
                    SERVICES,
                    local(NftRule.rule(), true)
                            .verdictFrom(ProxySets.NEAR_PODS.setName(), frontend)
                            .build());
        }
        batch.addRule(
                table,
                SERVICES,
                NftRule.rule()
                        .is(NftField.FIB_SADDR_TYPE, NftBytes.host32(LOCAL))
                        .verdictFrom(ProxySets.NEAR_NODE.setName(), frontend)
                        .build());
        batch.addRule(
                table,
                SERVICES,
                NftRule.rule()
                        .verdictFrom(ProxySets.OUTSIDE.setName(), frontend)
                        .build());
    }

    /// Matches packets of pods, or all others.
    private NftRule.Builder local(NftRule.Builder rule, boolean pods) {
        return switch (options.local()) {
            case LocalTraffic.Sources _ ->
                pods ? rule.in(ProxySets.PODS.setName(), source) : rule.notIn(ProxySets.PODS.setName(), source);
            case LocalTraffic.Bridge(var name) -> device(rule, NftBytes.interfaceName(name), pods);
            case LocalTraffic.Prefix(var name) ->
                device(rule, NftBytes.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)), pods);
            case LocalTraffic.Unknown() -> rule;
        };
    }

    private static NftRule.Builder device(NftRule.Builder rule, NftBytes name, boolean same) {
        return same ? rule.is(NftField.IIFNAME, name) : rule.isNot(NftField.IIFNAME, name);
    }
}
