package io.djong.base.time;

/// A simulation cannot go on: a deadlock, a thread that ended by an exception, time that would
/// never end, or something from outside that breaks replay. The message names the seed. A bug of
/// the code under test, or of the test.
public final class SimulationException extends RuntimeException {
    public SimulationException(String message) {
        super(message);
    }

    public SimulationException(String message, Throwable cause) {
        super(message, cause);
    }
}
