package io.djong.proxy;

import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import java.time.Duration;
import java.util.List;

/// Flags of kube-proxy that mean nothing here: of modes that are not built, of other systems, or of
/// what Djong does in another way. They are known, so that a command line for kube-proxy is
/// understood, and hidden from `--help`.
final class ProxyFlagsWithoutEffect {
    private static final String MODE = "Of another mode than nftables: without effect.";

    static final Options OPTIONS = Options.of(
            Option.of("boot-id-file", OptionTypes.STRING, "/proc/sys/kernel/random/boot_id")
                    .help("Without effect.")
                    .hide(),
            Option.of("machine-id-file", OptionTypes.STRING, "/etc/machine-id,/var/lib/dbus/machine-id")
                    .help("Without effect.")
                    .hide(),
            Option.of("config-sync-period", OptionTypes.DURATION, Duration.ofMinutes(15))
                    .key("configSyncPeriod")
                    .help("Without effect: informers hear of every change, and the kernel is compared by itself.")
                    .hide(),
            Option.of("iptables-localhost-nodeports", OptionTypes.BOOL, true)
                    .key("iptables.localhostNodePorts")
                    .help(MODE)
                    .hide(),
            Option.of("ipvs-exclude-cidrs", OptionTypes.STRINGS, List.of())
                    .key("ipvs.excludeCIDRs")
                    .help(MODE)
                    .hide(),
            ipvsDuration("ipvs-min-sync-period", "ipvs.minSyncPeriod", Duration.ofSeconds(1)),
            ipvsDuration("ipvs-sync-period", "ipvs.syncPeriod", Duration.ofSeconds(30)),
            ipvsDuration("ipvs-tcp-timeout", "ipvs.tcpTimeout", Duration.ZERO),
            ipvsDuration("ipvs-tcpfin-timeout", "ipvs.tcpFinTimeout", Duration.ZERO),
            ipvsDuration("ipvs-udp-timeout", "ipvs.udpTimeout", Duration.ZERO),
            Option.of("ipvs-scheduler", OptionTypes.STRING, "")
                    .key("ipvs.scheduler")
                    .help(MODE)
                    .hide(),
            Option.of("ipvs-strict-arp", OptionTypes.BOOL, false)
                    .key("ipvs.strictARP")
                    .help(MODE)
                    .hide(),
            Option.of("oom-score-adj", OptionTypes.INT32, -999)
                    .key("oomScoreAdj")
                    .help("Without effect: the launcher sets it for the whole process.")
                    .hide(),
            Option.of("profiling", OptionTypes.BOOL, false)
                    .key("enableProfiling")
                    .help("Without effect: the JVM is profiled by its own tools.")
                    .hide(),
            Option.of("show-hidden-metrics-for-version", OptionTypes.STRING, "")
                    .key("showHiddenMetricsForVersion")
                    .help("Without effect: no metrics are hidden.")
                    .hide());

    private ProxyFlagsWithoutEffect() {}

    private static Option<Duration> ipvsDuration(String flag, String key, Duration byDefault) {
        return Option.of(flag, OptionTypes.DURATION, byDefault)
                .key(key)
                .help(MODE)
                .hide();
    }
}
