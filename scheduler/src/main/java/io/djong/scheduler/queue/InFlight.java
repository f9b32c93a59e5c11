package io.djong.scheduler.queue;

import io.djong.api.meta.KubeObject;
import io.djong.scheduler.framework.ClusterEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pods that are being tried, and what has happened since the first of them was taken: an event
/// that comes while a pod is being tried may be the one that it needed.
///
/// One list of pods and events in the order of time; events before the first pod are dropped. Guarded by the queue's
/// lock.
final class InFlight {
    private final Map<String, Entry> pods = new HashMap<>();
    private final Entry head = new Entry(null);
    private int events;

    /// An event with the objects that it is about.
    record Happened(
            ClusterEvent event,
            @Nullable KubeObject before,
            @Nullable KubeObject after) {}

    private static final class Entry {
        final @Nullable Happened event;
        Entry previous = this;
        Entry next = this;

        Entry(@Nullable Happened event) {
            this.event = event;
        }
    }

    void begin(String uid) {
        pods.put(uid, append(null));
    }

    boolean contains(String uid) {
        return pods.containsKey(uid);
    }

    boolean isEmpty() {
        return pods.isEmpty();
    }

    int size() {
        return pods.size();
    }

    int events() {
        return events;
    }

    void happened(Happened event) {
        append(event);
        events++;
    }

    /// What has happened since the pod was taken.
    List<Happened> since(String uid) {
        List<Happened> result = new ArrayList<>();
        Entry entry = pods.get(uid);
        if (entry == null) return result;
        for (Entry e = entry.next; e != head; e = e.next) {
            if (e.event != null) result.add(e.event);
        }
        return result;
    }

    void end(String uid) {
        Entry entry = pods.remove(uid);
        if (entry == null) return;
        unlink(entry);
        while (head.next != head && head.next.event != null) {
            unlink(head.next);
            events--;
        }
    }

    private Entry append(@Nullable Happened event) {
        Entry entry = new Entry(event);
        entry.previous = head.previous;
        entry.next = head;
        head.previous.next = entry;
        head.previous = entry;
        return entry;
    }

    private static void unlink(Entry entry) {
        entry.previous.next = entry.next;
        entry.next.previous = entry.previous;
    }
}
