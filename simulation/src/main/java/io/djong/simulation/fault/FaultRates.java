package io.djong.simulation.fault;

import java.time.Duration;

/// How often which fault happens.
///
/// @param lostRequests share of requests, 0 to 1
/// @param lostAnswers share of requests
/// @param refusals share of requests
/// @param conflicts share of writes that carry a resource version
/// @param delays share of requests, of answers and of watch events
/// @param delayMax the longest; each is drawn evenly from zero on
/// @param brokenWatches share of the open watches per second
public record FaultRates(
        double lostRequests,
        double lostAnswers,
        double refusals,
        double conflicts,
        double delays,
        Duration delayMax,
        double brokenWatches) {
    /// A bad network: one request in ten fails in some way, a watch lives for about half a minute.
    public static final FaultRates ROUGH =
            new FaultRates(0.02, 0.03, 0.02, 0.05, 0.1, Duration.ofMillis(800), 1.0 / 30);

    public FaultRates {
        for (double share : new double[] {lostRequests, lostAnswers, refusals, conflicts, delays, brokenWatches}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is between 0 and 1: " + share);
            }
        }
    }
}
