package io.djong.base.time;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Everything a component may know of the outside world's time, threads and chance.
///
/// One environment is made at the top and goes down by constructor. Code that takes all five from
/// here and blocks only in the ways named by [Timers] and [Threads] runs unchanged in a
/// [VirtualEnvironment], where its interleaving replays from a seed.
public interface Environment {
    /// Wall time, for timestamps that people and other processes read. It may jump; never measure with it.
    InstantSource clock();

    /// Monotonic time. All durations are measured with it.
    Ticker ticker();

    /// What happens later.
    Timers timers();

    /// Where threads come from.
    Threads threads();

    /// Chance for jitter, names, uids and tie-breaks; safe for use by several threads. Never for
    /// secrets: those come from a `SecureRandom` of `pki`.
    RandomGenerator random();
}
