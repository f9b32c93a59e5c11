package io.djong.kubelet.images.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.kubelet.images.collect.ImageCollectionPlan.Policy;
import io.djong.kubelet.images.collect.ImageCollectionPlan.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageCollectionPlanTest {
    private static final Instant NOW = Instant.ofEpochSecond(10_000);
    private static final Policy POLICY = new Policy(85, 80, Duration.ofMinutes(2));

    @Test
    void nothingGoesWhileThereIsRoom() {
        assertThat(plan(160, image("a", 0, 0, 10)).wantedBytes()).isZero();
    }

    @Test
    void whatWasNotUsedForTheLongestTimeGoesFirst() {
        var plan = plan(150, image("new", 0, 9000, 30), image("old", 0, 5000, 30), image("older", 0, 1000, 30));

        assertThat(plan).isEqualTo(new ImageCollectionPlan(List.of("older", "old"), 50));
    }

    @Test
    void whatIsUsedYoungOrPinnedStays() {
        var used = image("used", 0, 10_000, 100);
        var young = image("young", 9_950, 0, 100);
        var pinned = new Seen("pinned", Instant.EPOCH, Instant.EPOCH, true, 100);

        assertThat(plan(0, used, young, pinned).remove()).isEmpty();
    }

    @Test
    void aHundredPercentMeansNever() {
        var never = new Policy(100, 80, Duration.ZERO);

        assertThat(ImageCollectionPlan.plan(List.of(image("a", 0, 0, 1)), 1000, 0, never, NOW)
                        .remove())
                .isEmpty();
    }

    /// On a disk of 1000 bytes.
    private static ImageCollectionPlan plan(long availableBytes, Seen... images) {
        return ImageCollectionPlan.plan(List.of(images), 1000, availableBytes, POLICY, NOW);
    }

    private static Seen image(String id, long firstSeen, long lastUsed, long sizeBytes) {
        return new Seen(id, Instant.ofEpochSecond(firstSeen), Instant.ofEpochSecond(lastUsed), false, sizeBytes);
    }

    @Test
    void saysHowFullTheDiskStaysInUpstreamsWords() {
        assertThat(ImageCollectionPlan.shortfall(10L << 30, 1L << 30, 5))
                .isEqualTo("Insufficient free disk space on the node's image filesystem (90% of 10.0 GiB used). Failed"
                        + " to free sufficient space by deleting unused images (freed 5 bytes). Investigate disk usage,"
                        + " as it could be used by active images, logs, volumes, or other data.");
    }
}
