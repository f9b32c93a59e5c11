package io.djong.kubelet.images.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which images go, in this order, until enough is free. Pure.
///
/// @param remove ids: what was not used for the longest time first, then what is known for the longest time
/// @param wantedBytes how much is to be freed; 0 when the disk is not that full
record ImageCollectionPlan(List<String> remove, long wantedBytes) {
    private static final ImageCollectionPlan NOTHING = new ImageCollectionPlan(List.of(), 0);

    ImageCollectionPlan {
        remove = List.copyOf(remove);
    }

    /// When images go.
    ///
    /// @param highPercent of the disk that may be used: upstream's `imageGCHighThresholdPercent`; 100 for no
    /// collection
    /// @param lowPercent what is to be reached then: `imageGCLowThresholdPercent`
    /// @param ageMin younger ones stay: `imageMinimumGCAge`
    record Policy(int highPercent, int lowPercent, Duration ageMin) {}

    /// An image, as it was seen.
    ///
    /// @param lastUsed when a container used it last; [Instant#MIN] for never
    /// @param pinned whether it must stay
    record Seen(String id, Instant firstSeen, Instant lastUsed, boolean pinned, long sizeBytes) {}

    /// Decides.
    ///
    /// @param capacityBytes of the images' disk
    /// @param availableBytes free on it
    /// @param now images used now were last used at this time
    static ImageCollectionPlan plan(
            Collection<Seen> images, long capacityBytes, long availableBytes, Policy policy, Instant now) {
        long available = Math.min(availableBytes, capacityBytes);
        int usedPercent = usedPercent(capacityBytes, available);
        if (policy.highPercent() >= 100 || usedPercent < policy.highPercent()) {
            return NOTHING;
        }
        return plan(images, capacityBytes * (100 - policy.lowPercent()) / 100 - available, policy, now);
    }

    /// All that nobody uses.
    static ImageCollectionPlan unused(Collection<Seen> images, Policy policy, Instant now) {
        return plan(images, Long.MAX_VALUE, policy, now);
    }

    private static ImageCollectionPlan plan(Collection<Seen> images, long wanted, Policy policy, Instant now) {
        var candidates = images.stream()
                .filter(image -> !image.pinned() && image.lastUsed().isBefore(now))
                .filter(image -> Duration.between(image.firstSeen(), now).compareTo(policy.ageMin()) >= 0)
                .sorted(Comparator.comparing(Seen::lastUsed)
                        .thenComparing(Seen::firstSeen)
                        .thenComparing(Seen::id))
                .toList();
        var remove = new ArrayList<String>();
        long freed = 0;
        for (Seen image : candidates) {
            if (freed >= wanted) {
                break;
            }
            remove.add(image.id());
            freed += image.sizeBytes();
        }
        return new ImageCollectionPlan(remove, wanted);
    }

    /// What is said when not enough could be freed.
    static String shortfall(long capacityBytes, long availableBytes, long freedBytes) {
        long available = Math.min(availableBytes, capacityBytes);
        return "Insufficient free disk space on the node's image filesystem (" + usedPercent(capacityBytes, available)
                + "% of " + size(capacityBytes) + " used). Failed to free sufficient space by deleting unused images"
                + " (freed " + freedBytes + " bytes). Investigate disk usage, as it could be used by active images,"
                + " logs, volumes, or other data.";
    }

    private static int usedPercent(long capacityBytes, long availableBytes) {
        return 100 - (int) (availableBytes * 100 / capacityBytes);
    }

    private static String size(long bytes) {
        double amount = bytes;
        var unit = 0;
        while (amount >= 1024 && unit < 4) {
            amount /= 1024;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(
                        Locale.ROOT,
                        "%.1f %s",
                        amount,
                        List.of("KiB", "MiB", "GiB", "TiB").get(unit - 1));
    }
}
