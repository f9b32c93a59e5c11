package io.djong.kubelet.stats;

import io.djong.api.json.JsonWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Upstream's `Summary` (stats/v1alpha1) in JSON.
final class SummaryDocument {
    private final JsonWriter out = new JsonWriter(16 * 1024);
    private final boolean onlyCpuAndMemory;

    private SummaryDocument(boolean onlyCpuAndMemory) {
        this.onlyCpuAndMemory = onlyCpuAndMemory;
    }

    static byte[] of(Figures figures, boolean onlyCpuAndMemory) {
        var document = new SummaryDocument(onlyCpuAndMemory);
        document.write(figures);
        return document.out.toBytes();
    }

    private void write(Figures figures) {
        out.beginObject();
        out.key("node");
        out.beginObject();
        text("nodeName", figures.node());
        time("startTime", figures.startedAt());
        usage(figures.usage());
        if (!onlyCpuAndMemory) {
            network(figures.usage().networks());
            disk("fs", figures.usage().disk());
            if (figures.images() != null) {
                out.key("runtime");
                out.beginObject();
                disk("imageFs", figures.images());
                disk("containerFs", figures.images());
                out.endObject();
            }
            var processes = figures.processes();
            if (processes != null) {
                out.key("rlimit");
                out.beginObject();
                time("time", processes.time());
                number("maxpid", processes.max());
                number("curproc", processes.running());
                out.endObject();
            }
        }
        out.endObject();
        out.key("pods");
        out.beginArray();
        for (var each : figures.pods()) {
            out.element();
            pod(each);
        }
        out.endArray();
        out.endObject();
    }

    private void pod(Figures.PodFigures pod) {
        out.beginObject();
        out.key("podRef");
        out.beginObject();
        text("name", pod.name());
        text("namespace", pod.namespace());
        text("uid", pod.uid());
        out.endObject();
        time("startTime", pod.startedAt());
        out.key("containers");
        out.beginArray();
        for (var each : pod.containers()) {
            out.element();
            out.beginObject();
            text("name", each.name());
            time("startTime", each.startedAt());
            usage(each.usage());
            if (!onlyCpuAndMemory) {
                disk("rootfs", each.usage().disk());
                disk("logs", pod.disks().logs().get(each.name()));
            }
            out.endObject();
        }
        out.endArray();
        usage(pod.usage());
        if (!onlyCpuAndMemory) {
            network(pod.usage().networks());
            volumes(pod);
        }
        out.endObject();
    }

    private void volumes(Figures.PodFigures pod) {
        if (!pod.disks().volumes().isEmpty()) {
            out.key("volume");
            out.beginArray();
            pod.disks().volumes().forEach((name, disk) -> {
                out.element();
                out.beginObject();
                disk(disk);
                text("name", name);
                out.endObject();
            });
            out.endArray();
        }
        disk("ephemeral-storage", pod.ephemeral());
    }

    private void usage(Usage usage) {
        var cpu = usage.cpu();
        if (cpu != null) {
            out.key("cpu");
            out.beginObject();
            time("time", cpu.time());
            number("usageNanoCores", cpu.nanoCores());
            number("usageCoreNanoSeconds", cpu.nanoSeconds());
            out.endObject();
        }
        var memory = usage.memory();
        if (memory != null) {
            out.key("memory");
            out.beginObject();
            time("time", memory.time());
            number("availableBytes", memory.available());
            number("usageBytes", memory.usage());
            number("workingSetBytes", memory.workingSet());
            number("rssBytes", memory.resident());
            number("pageFaults", memory.faults());
            number("majorPageFaults", memory.majorFaults());
            out.endObject();
        }
    }

    private void network(List<Usage.Network> networks) {
        if (networks.isEmpty()) {
            return;
        }
        out.key("network");
        out.beginObject();
        time("time", networks.getFirst().time());
        network(networks.getFirst());
        out.key("interfaces");
        out.beginArray();
        for (var each : networks) {
            out.element();
            out.beginObject();
            network(each);
            out.endObject();
        }
        out.endArray();
        out.endObject();
    }

    private void network(Usage.Network network) {
        text("name", network.name());
        number("rxBytes", network.received());
        number("rxErrors", network.receiveErrors());
        number("txBytes", network.sent());
        number("txErrors", network.sendErrors());
    }

    private void disk(String name, Usage.@Nullable Disk disk) {
        if (disk == null) {
            return;
        }
        out.key(name);
        out.beginObject();
        disk(disk);
        out.endObject();
    }

    private void disk(Usage.Disk disk) {
        time("time", disk.time());
        number("availableBytes", disk.available());
        number("capacityBytes", disk.capacity());
        number("usedBytes", disk.used());
        number("inodesFree", disk.inodesFree());
        number("inodes", disk.inodes());
        number("inodesUsed", disk.inodesUsed());
    }

    private void text(String name, String value) {
        out.key(name);
        out.string(value);
    }

    private void time(String name, @Nullable Instant value) {
        out.key(name);
        if (value == null) {
            out.nullValue();
        } else {
            out.string(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    value.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        }
    }

    private void number(String name, @Nullable Long value) {
        if (value != null) {
            out.key(name);
            out.int64(value);
        }
    }
}
