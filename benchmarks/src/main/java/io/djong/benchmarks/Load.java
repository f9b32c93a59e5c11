package io.djong.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/// Requests alike, and what they cost the program that answers them.
final class Load {
    private Load() {}

    /// One request.
    @FunctionalInterface
    interface Operation {
        void run() throws Exception;
    }

    /// The CPU time of whoever answers.
    @FunctionalInterface
    interface CpuMeter {
        /// User and system time since it began, in microseconds.
        long micros() throws IOException;

        /// Of that, what a JVM's compiler has used.
        default long compilerMicros() throws IOException {
            return 0;
        }
    }

    /// One round, or the medians of several.
    ///
    /// @param cpuMicros of the server, an operation
    /// @param compilerMicros of it, what a JVM's compiler used: less the longer the server runs
    record Sample(
            double cpuMicros,
            double compilerMicros,
            double perSecond,
            double p50Millis,
            double p99Millis,
            double failed) {
        static Sample median(List<Sample> rounds) {
            return new Sample(
                    median(rounds, Sample::cpuMicros),
                    median(rounds, Sample::compilerMicros),
                    median(rounds, Sample::perSecond),
                    median(rounds, Sample::p50Millis),
                    median(rounds, Sample::p99Millis),
                    rounds.stream().mapToDouble(Sample::failed).sum());
        }

        private static double median(List<Sample> rounds, ToDoubleFunction<Sample> of) {
            var sorted = rounds.stream().mapToDouble(of).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    /// Runs an operation so many times.
    ///
    /// @param workers how many of them at a time
    static Sample round(CpuMeter cpu, int workers, int count, Operation operation) throws Exception {
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        var nanos = new long[count];
        long compilerBefore = cpu.compilerMicros();
        long cpuBefore = cpu.micros();
        long start = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int worker = 0; worker < workers; worker++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int index; (index = next.getAndIncrement()) < count; ) {
                    long from = System.nanoTime();
                    try {
                        operation.run();
                    } catch (Exception e) {
                        if (failed.getAndIncrement() == 0) System.out.println("failed: " + e);
                    }
                    nanos[index] = System.nanoTime() - from;
                }
            }));
        }
        for (var thread : threads) thread.join();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMicros = cpu.micros() - cpuBefore;
        double compilerMicros = Math.max(0, cpu.compilerMicros() - compilerBefore);
        Arrays.sort(nanos);
        return new Sample(
                cpuMicros / count,
                compilerMicros / count,
                count / seconds,
                nanos[count / 2] / 1e6,
                nanos[(int) (count * 99L / 100)] / 1e6,
                failed.get());
    }
}
