package io.djong.base.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMetricsTest {
    @TempDir
    Path proc = Path.of("");

    private final MetricRegistry metrics = new MetricRegistry();

    @Test
    void figuresComeFromProc() throws Exception {
        Files.createDirectories(proc.resolve("self/fd"));
        Files.createFile(proc.resolve("self/fd/0"));
        Files.createFile(proc.resolve("self/fd/1"));
        Files.writeString(
                proc.resolve("self/stat"),
                "7 (a (b) c) S 1 1 1 0 -1 0 0 0 0 0 250 150 0 0 20 0 9 0 1000 4096000 300 18446744073709551615 0\n");
        Files.writeString(proc.resolve("stat"), "cpu 1 2 3\nbtime 1700000000\n");
        Files.writeString(proc.resolve("self/limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            20000                20000                files
                Max address space         unlimited            unlimited            bytes
                """);
        ProcessMetrics.register(metrics, proc);
        assertThat(PrometheusText.write(metrics))
                .contains("process_cpu_seconds_total 4\n")
                .contains("process_max_fds 20000\n")
                .contains("process_open_fds 2\n")
                .contains("process_resident_memory_bytes 1.2288e+06\n")
                .contains("process_start_time_seconds 1.70000001e+09\n")
                .contains("process_virtual_memory_bytes 4.096e+06\n")
                .contains("process_virtual_memory_max_bytes 1.8446744073709552e+19\n");
    }

    @Test
    void withoutProcThereAreNoFigures() {
        ProcessMetrics.register(metrics, proc.resolve("none"));
        assertThat(PrometheusText.write(metrics)).contains("process_open_fds NaN\n");
    }
}
