package io.djong.api.cron;

/// A schedule that cannot be read. The message is upstream's.
public final class CronException extends Exception {
    CronException(String message) {
        super(message);
    }
}
