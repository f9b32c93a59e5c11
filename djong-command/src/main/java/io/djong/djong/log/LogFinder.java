package io.djong.djong.log;

import io.djong.base.log.JsonFormat;
import io.djong.base.log.KlogFormat;
import io.djong.base.log.LogEvent;
import io.djong.base.log.LogFormat;
import io.djong.base.log.LogLevels;
import io.djong.base.log.LogOptions;
import io.djong.base.log.StructuredLogger;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// What `System.getLogger` asks in the `djong` program; what libraries log by `java.util.logging` comes here
/// too. Lines go to standard error, whole and one at a time.
///
/// The JVM makes the one instance, by name (`META-INF/services`); [#configure] reaches it. Until then, info and above
/// are written as text.
public final class LogFinder extends System.LoggerFinder {
    private final ReentrantLock writing = new ReentrantLock();
    private final OutputStream out;
    private final InstantSource clock;
    private volatile LogLevels levels = new LogLevels(0, List.of());
    private volatile LogFormat format = text();

    /// For the JVM.
    public LogFinder() {
        this(new FileOutputStream(FileDescriptor.err), InstantSource.system());
    }

    LogFinder(OutputStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /// Sets what the program logs from here on, and in which form. Does nothing when the JVM found another finder.
    public static void configure(LogOptions options) {
        if (System.LoggerFinder.getLoggerFinder() instanceof LogFinder finder) {
            finder.apply(options);
        }
    }

    void apply(LogOptions options) {
        levels = options.levels();
        format = switch (options.form()) {
            case TEXT -> text();
            case JSON -> new JsonFormat();
        };
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new StructuredLogger(name, clock, () -> levels, this::write);
    }

    /// A log that cannot be written is no reason to stop: the line is lost.
    void write(LogEvent event) {
        var line = format.format(event).getBytes(StandardCharsets.UTF_8);
        writing.lock();
        try {
            out.write(line);
        } catch (IOException e) {
            return;
        } finally {
            writing.unlock();
        }
    }

    private static LogFormat text() {
        return new KlogFormat(ProcessHandle.current().pid(), ZoneId.systemDefault());
    }
}
