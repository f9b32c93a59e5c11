package io.djong.benchmarks;

import org.jspecify.annotations.Nullable;

/// A program that [ApiBench] measures, or one that shows what could be had at best.
interface ApiPeer extends Load.CpuMeter {
    /// What is asked of it.
    enum Work {
        /// A ConfigMap of 1 KiB; for a store, its bytes under a key that is not there yet.
        CREATE("create", 64, 10_000),
        CREATE_ALONE("create, 1 writer", 1, 1_500),
        GET("get", 32, 20_000),
        GET_ALONE("get, 1 reader", 1, 4_000),
        /// One value of a ConfigMap of 1 KiB.
        PATCH("merge patch", 32, 8_000),
        CREATE_POD("create pod", 64, 4_000),
        LIST_JSON("list of pods, JSON", 1, 12),
        LIST_PROTOBUF("list of pods, protobuf", 1, 12),
        /// A ConfigMap of 1 KiB created, and seen by every watcher; the operation is one event at one watcher.
        WATCH("event to 1,000 watchers on 20 connections", 1, 100);

        final String title;
        final int workers;

        /// In one round.
        final int count;

        Work(String title, int workers, int count) {
            this.title = title;
            this.workers = workers;
            this.count = count;
        }
    }

    /// How it is called in the results.
    String title();

    /// How to do this here; null if this peer does not.
    Load.@Nullable Operation operation(Work work) throws Exception;

    /// How many operations one run of the operation counts for.
    default int weight(Work work) {
        return work == Work.WATCH ? Watchers.COUNT : 1;
    }

    /// Ends its processes.
    void close() throws Exception;
}
