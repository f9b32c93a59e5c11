package io.djong.client.kubeconfig;

import io.djong.base.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a file says, looked at again at most once per period. While the file cannot be read or makes no sense, the
/// last good value stays. Safe for any number of threads.
public final class ReloadedFile<T> {
    private static final System.Logger LOG = System.getLogger(ReloadedFile.class.getName());

    /// Makes the value of the file's text.
    public interface Parser<T> {
        T parse(String text) throws Exception;
    }

    private final Path file;
    private final Ticker ticker;
    private final long periodNanos;
    private final Parser<T> parser;

    private final ReentrantLock lock = new ReentrantLock();
    private String text;
    private T value;
    private long readNanos;

    private ReloadedFile(Path file, Ticker ticker, Duration period, Parser<T> parser, String text, T value) {
        this.file = file;
        this.ticker = ticker;
        this.periodNanos = period.toNanos();
        this.parser = parser;
        this.text = text;
        this.value = value;
        this.readNanos = ticker.nanos();
    }

    /// Reads the file for the first time.
    public static <T> ReloadedFile<T> open(Path file, Ticker ticker, Duration period, Parser<T> parser)
            throws KubeconfigException {
        try {
            String text = Files.readString(file);
            return new ReloadedFile<>(file, ticker, period, parser, text, parser.parse(text));
        } catch (Exception e) {
            throw new KubeconfigException("unable to read " + file + ": " + describe(e), e);
        }
    }

    /// The value; the same object as before when the file has not changed.
    public T get() {
        lock.lock();
        try {
            if (ticker.nanos() - readNanos >= periodNanos) reload();
            return value;
        } finally {
            lock.unlock();
        }
    }

    private void reload() {
        readNanos = ticker.nanos();
        try {
            String now = Files.readString(file);
            if (now.equals(text)) return;
            value = parser.parse(now);
            text = now;
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cannot read {0} again, going on with what it said: {1}",
                    file,
                    describe(e));
        }
    }

    static String describe(Exception e) {
        @Nullable String message = e.getMessage();
        if (e instanceof java.nio.file.NoSuchFileException) return "no such file";
        return e instanceof IOException || message == null ? e.toString() : message;
    }
}
