package io.djong.kubelet.images.pull;

import java.time.Duration;

/// What a kubelet's configuration says about fetching images.
///
/// @param parallelPullsMax how many images are fetched at once: upstream's `maxParallelImagePulls`, 1 with
///     `serializeImagePulls`
/// @param pullsPerSecond over time: upstream's `registryPullQPS`; 0 for no limit
/// @param burst pulls at once beyond that: upstream's `registryBurst`
/// @param backoff after the first failure; doubles with each
/// @param backoffMax the longest
public record PullSettings(
        int parallelPullsMax, double pullsPerSecond, int burst, Duration backoff, Duration backoffMax) {
    /// Upstream's defaults.
    public static final PullSettings DEFAULTS =
            new PullSettings(1, 5, 10, Duration.ofSeconds(10), Duration.ofSeconds(300));
}
