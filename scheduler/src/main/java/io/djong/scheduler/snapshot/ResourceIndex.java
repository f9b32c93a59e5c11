package io.djong.scheduler.snapshot;

import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Small numbers for the names of resources, so that amounts can lie in arrays. Numbers are never given back: there
/// are as many as kinds of resources were ever seen. Safe for use by several threads.
public final class ResourceIndex {
    /// In thousandths of a core.
    public static final int CPU = 0;

    /// In bytes.
    public static final int MEMORY = 1;

    /// In bytes.
    public static final int EPHEMERAL_STORAGE = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile List<String> names = List.of("cpu", "memory", "ephemeral-storage");

    /// An index that knows the three resources that every node has.
    public ResourceIndex() {
        numbers.put("cpu", CPU);
        numbers.put("memory", MEMORY);
        numbers.put("ephemeral-storage", EPHEMERAL_STORAGE);
    }

    /// Whether nodes have such a resource and pods can use it up: the three, huge pages, devices. Pods are counted
    /// apart.
    public static boolean isCountable(String name) {
        return switch (name) {
            case "cpu", "memory", "ephemeral-storage" -> true;
            default ->
                ResourceNames.isHugePages(name) || ResourceNames.isExtended(name) || name.contains("kubernetes.io/");
        };
    }

    /// The number of a resource; a new one when it was never seen.
    public int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) return known;
        lock.lock();
        try {
            Integer meanwhile = numbers.get(name);
            if (meanwhile != null) return meanwhile;
            List<String> more = new ArrayList<>(names);
            more.add(name);
            names = List.copyOf(more);
            numbers.put(name, more.size() - 1);
            return more.size() - 1;
        } finally {
            lock.unlock();
        }
    }

    /// The number of a resource, or null when it was never seen.
    public @Nullable Integer find(String name) {
        return numbers.get(name);
    }

    /// The name of the resource with this number.
    public String name(int number) {
        return names.get(number);
    }

    /// How many resources there are.
    public int size() {
        return names.size();
    }

    /// The amount in the resource's unit, rounded up: thousandths of cores, else whole ones.
    public static long amount(int number, Quantity quantity) {
        return number == CPU ? quantity.milliValue() : quantity.value();
    }
}
