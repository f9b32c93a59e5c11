package io.djong.kubelet.eviction;

import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityException;
import io.djong.base.time.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// When pods are evicted from this node. Maps are by signal, as in upstream's flags.
///
/// @param hard `memory.available` to `100Mi`, `nodefs.available` to `10%`
/// @param soft as `hard`, for thresholds that have to hold for a while
/// @param softGrace for how long: `1m30s`
/// @param reclaimMin how much more has to be free until it is over
/// @param transition how long a condition of pressure stays after it was seen last
/// @param podGraceSecondsMax how long a pod may take to end that goes for a soft threshold
/// @param pods whether the memory that all pods may have together counts as well
public record EvictionSettings(
        SortedMap<String, String> hard,
        SortedMap<String, String> soft,
        SortedMap<String, String> softGrace,
        SortedMap<String, String> reclaimMin,
        Duration transition,
        long podGraceSecondsMax,
        boolean pods) {

    /// What is wrong with the settings, in upstream's words; empty when nothing is.
    public List<String> errors() {
        var reading = new Reading(this);
        reading.thresholds();
        return reading.errors;
    }

    /// @param dedicatedImages whether images lie on a disk of their own
    List<Threshold> thresholds(boolean dedicatedImages) {
        var all = new Reading(this).thresholds();
        if (pods) {
            for (var threshold : List.copyOf(all)) {
                if (threshold.signal() == Signal.MEMORY && threshold.isHard()) {
                    all.add(as(Signal.ALLOCATABLE_MEMORY, threshold));
                }
            }
        }
        // Containers' layers lie where images do; what is said of them alone does not count.
        all.removeIf(each -> each.signal() == Signal.CONTAINER_DISK || each.signal() == Signal.CONTAINER_INODES);
        var disk = dedicatedImages ? Signal.IMAGE_DISK : Signal.NODE_DISK;
        var inodes = dedicatedImages ? Signal.IMAGE_INODES : Signal.NODE_INODES;
        for (var threshold : List.copyOf(all)) {
            if (threshold.signal() == disk) {
                all.add(as(Signal.CONTAINER_DISK, threshold));
            } else if (threshold.signal() == inodes) {
                all.add(as(Signal.CONTAINER_INODES, threshold));
            }
        }
        return List.copyOf(all);
    }

    private static Threshold as(Signal signal, Threshold other) {
        return new Threshold(signal, other.value(), other.grace(), other.reclaimMin());
    }

    /// Reads the texts and notes what is wrong.
    private static final class Reading {
        final List<String> errors = new ArrayList<>();
        private final EvictionSettings settings;

        Reading(EvictionSettings settings) {
            this.settings = settings;
        }

        List<Threshold> thresholds() {
            List<Threshold> all = new ArrayList<>();
            settings.hard.forEach((name, text) -> add(all, name, text, Duration.ZERO));
            settings.soft.forEach((name, text) -> {
                var grace = settings.softGrace.get(name);
                if (grace == null) {
                    errors.add("grace period must be specified for the soft eviction threshold " + name);
                } else {
                    add(all, name, text, grace(grace));
                }
            });
            checkNames(settings.softGrace);
            checkNames(settings.reclaimMin);
            return all;
        }

        private void checkNames(Map<String, String> by) {
            by.keySet().stream().filter(name -> Signal.of(name) == null).forEach(this::unsupported);
        }

        private void unsupported(String name) {
            errors.add("unsupported eviction signal " + name);
        }

        private Duration grace(String text) {
            try {
                var grace = GoDuration.parse(text);
                if (!grace.isNegative()) {
                    return grace;
                }
                errors.add("invalid eviction grace period specified: " + text + ", must be a positive value");
            } catch (GoDuration.Malformed e) {
                errors.add(String.valueOf(e.getMessage()));
            }
            return Duration.ZERO;
        }

        private void add(List<Threshold> all, String name, String text, Duration grace) {
            var signal = Signal.of(name);
            if (signal == null) {
                unsupported(name);
                return;
            }
            // Nothing and everything are upstream's ways to say: never.
            var value = text.equals("0%") || text.equals("100%") ? null : amount(name, text);
            if (value != null) {
                var reclaim = settings.reclaimMin.get(name);
                all.add(new Threshold(signal, value, grace, reclaim == null ? null : reclaim(name, reclaim)));
            }
        }

        private @Nullable Amount amount(String name, String text) {
            var amount = read(text);
            if (amount == null) {
                return null;
            }
            var quantity = amount.quantity();
            if (quantity == null && (amount.share() < 0 || amount.share() > 1)) {
                errors.add("eviction percentage threshold " + name + " must be "
                        + (amount.share() < 0 ? ">= 0" : "<= 100") + "%: " + text);
                return null;
            }
            if (quantity != null && quantity.sign() <= 0) {
                errors.add("eviction threshold " + name + " must be positive: " + quantity);
                return null;
            }
            return amount;
        }

        private @Nullable Amount reclaim(String name, String text) {
            var amount = read(text);
            var quantity = amount == null ? null : amount.quantity();
            if (amount != null && quantity == null && amount.share() <= 0) {
                errors.add("eviction percentage minimum reclaim " + name + " must be positive: " + text);
                return null;
            }
            if (quantity != null && quantity.sign() < 0) {
                errors.add("negative eviction minimum reclaim specified for " + name);
                return null;
            }
            return amount;
        }

        private @Nullable Amount read(String text) {
            try {
                return text.endsWith("%")
                        ? new Amount(null, Float.parseFloat(text.substring(0, text.length() - 1)) / 100)
                        : new Amount(Quantity.parse(text), 0);
            } catch (QuantityException | NumberFormatException e) {
                errors.add(String.valueOf(e.getMessage()));
                return null;
            }
        }
    }
}
