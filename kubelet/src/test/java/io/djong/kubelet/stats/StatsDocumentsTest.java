package io.djong.kubelet.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsDocumentsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Usage.Cpu CPU = new Usage.Cpu(NOW, 5L, 2_500_000_000L);
    private static final Usage.Memory MEMORY = new Usage.Memory(NOW, 1L, 2L, 3L, 4L, 5L, 6L);
    private static final Usage.Network NETWORK = new Usage.Network("eth0", NOW, 1, 2, 3, 4);
    private static final Usage.Disk DISK = new Usage.Disk(NOW, 1L, 2L, 3L, 4L, 5L, 6L);
    private static final Figures FIGURES = new Figures(
            "one",
            NOW,
            new Usage(CPU, MEMORY, null, List.of()),
            new Usage.Disk(NOW, 1L, 2L, 3L, 4L, 5L, 6L),
            new Figures.Processes(NOW, 9, 8),
            List.of(new Figures.PodFigures(
                    "p",
                    "ns",
                    "u",
                    NOW,
                    new Usage(CPU, MEMORY, null, List.of(NETWORK)),
                    List.of(new Figures.ContainerFigures(
                            "c", "id", "img\"", NOW, new Usage(CPU, MEMORY, null, List.of()))),
                    new PodDisks(
                            new TreeMap<>(Map.of("cache", DISK, "token", DISK)),
                            Set.of("cache"),
                            new TreeMap<>(Map.of("c", DISK)),
                            100))));

    private static final String USAGE = "\"cpu\":{\"time\":\"2026-01-02T03:04:05Z\",\"usageNanoCores\":5,"
            + "\"usageCoreNanoSeconds\":2500000000},\"memory\":{\"time\":\"2026-01-02T03:04:05Z\",\"availableBytes\":1,"
            + "\"usageBytes\":2,\"workingSetBytes\":3,\"rssBytes\":4,\"pageFaults\":5,\"majorPageFaults\":6}";

    @Test
    void summaryOfCpuAndMemory() {
        assertThat(new String(SummaryDocument.of(FIGURES, true), StandardCharsets.UTF_8))
                .isEqualTo("{\"node\":{\"nodeName\":\"one\",\"startTime\":\"2026-01-02T03:04:05Z\"," + USAGE
                        + "},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"ns\",\"uid\":\"u\"},"
                        + "\"startTime\":\"2026-01-02T03:04:05Z\",\"containers\":[{\"name\":\"c\","
                        + "\"startTime\":\"2026-01-02T03:04:05Z\"," + USAGE + "}]," + USAGE + "}]}");
    }

    @Test
    void summaryHasTheNetworkToo() {
        assertThat(new String(SummaryDocument.of(FIGURES, false), StandardCharsets.UTF_8))
                .contains(
                        "\"network\":{\"time\":\"2026-01-02T03:04:05Z\",\"name\":\"eth0\",\"rxBytes\":1,\"rxErrors\":2,"
                                + "\"txBytes\":3,\"txErrors\":4,\"interfaces\":[{\"name\":\"eth0\"");
    }

    @Test
    void summaryHasWhatLiesOnDisks() {
        var disk = "{\"time\":\"2026-01-02T03:04:05Z\",\"availableBytes\":1,\"capacityBytes\":2,\"usedBytes\":3,"
                + "\"inodesFree\":4,\"inodes\":5,\"inodesUsed\":6";
        assertThat(new String(SummaryDocument.of(FIGURES, false), StandardCharsets.UTF_8))
                .contains("\"logs\":" + disk + "}")
                .contains("\"volume\":[" + disk + ",\"name\":\"cache\"}," + disk + ",\"name\":\"token\"}]")
                .contains("\"ephemeral-storage\":{\"time\":\"2026-01-02T03:04:05Z\",\"availableBytes\":1,"
                        + "\"capacityBytes\":2,\"usedBytes\":106,\"inodesFree\":4,\"inodes\":5,\"inodesUsed\":12}");
    }

    @Test
    void metricsCarryTheirTimes() {
        assertThat(ResourceMetrics.of(FIGURES))
                .contains(
                        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"} 2.5 1767323045678\n")
                .contains("container_start_time_seconds{container=\"c\",namespace=\"ns\",pod=\"p\"} 1.767323045678E9\n")
                .contains("node_memory_working_set_bytes 3 1767323045678\n")
                .contains("pod_cpu_usage_seconds_total{namespace=\"ns\",pod=\"p\"} 2.5 1767323045678\n")
                .endsWith("resource_scrape_error 0\n");
        assertThat(ContainerMetrics.of(FIGURES))
                .contains(
                        "container_memory_rss{container=\"c\",id=\"id\",image=\"img\\\"\",name=\"id\",namespace=\"ns\","
                                + "pod=\"p\"} 4 1767323045678\n")
                .contains("container_network_receive_bytes_total{interface=\"eth0\",namespace=\"ns\",pod=\"p\"} 1"
                        + " 1767323045678\n");
        assertThat(ResourceMetrics.failed()).endsWith("resource_scrape_error 1\n");
    }

    @Test
    void aRateIsWhatWasUsedBetweenTwoReadings() {
        var rates = new CpuRates();
        assertThat(rates.rated("a", new Usage.Cpu(NOW, null, 1_000_000_000L)))
                .isEqualTo(new Usage.Cpu(NOW, null, 1_000_000_000L));
        var later = NOW.plusSeconds(10);
        assertThat(rates.rated("a", new Usage.Cpu(later, null, 6_000_000_000L)))
                .isEqualTo(new Usage.Cpu(later, 500_000_000L, 6_000_000_000L));
        var soon = later.plusMillis(10);
        assertThat(rates.rated("a", new Usage.Cpu(soon, null, 6_100_000_000L)))
                .isEqualTo(new Usage.Cpu(soon, 500_000_000L, 6_100_000_000L));
    }

    @Test
    void readsTheNode(@TempDir Path root) throws Exception {
        var proc = Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/stat"), "cpu  10 20 30 400 50 6 7 8 0 0\nbtime 1767323000\n");
        Files.writeString(
                root.resolve("proc/meminfo"),
                "MemTotal:  1000 kB\nMemFree:  400 kB\nInactive(file):  100 kB\nAnonPages:   50 kB\n");
        Files.writeString(root.resolve("proc/vmstat"), "pgfault 7\npgmajfault 3\n");
        Files.writeString(proc.resolve("dev"), """
                Inter-|
                 face |
                    lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                  a0: 1 2 3 0 0 0 0 0 4 5 6 0 0 0 0 0
                  eth0: 7 2 8 0 0 0 0 0 9 5 1 0 0 0 0 0
                """);
        Files.writeString(proc.resolve("route"), "Iface\tDestination\tGateway\neth0\t00000000\t01010101\n");
        var usage = new NodeUsageReader(root, root).read(NOW);
        assertThat(usage.cpu()).isEqualTo(new Usage.Cpu(NOW, null, 810_000_000L));
        assertThat(usage.memory())
                .isEqualTo(new Usage.Memory(NOW, 500L << 10, 600L << 10, 500L << 10, 50L << 10, 7L, 3L));
        assertThat(usage.networks())
                .containsExactly(new Usage.Network("eth0", NOW, 7, 8, 9, 1), new Usage.Network("a0", NOW, 1, 3, 4, 6));
        assertThat(new NodeUsageReader(root, root).startedAt()).isEqualTo(Instant.ofEpochSecond(1_767_323_000L));
    }
}
