package io.djong.apiserver.audit;

import io.djong.base.time.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The file of the audit log. Lines are queued and written by one thread; who brings one while the queue
/// is full waits, so that none is lost. A file that is too large is set aside under a name with its time.
public final class AuditLog {
    private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
    private static final int WAITING_MAX = 10_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS").withZone(ZoneOffset.UTC);

    private final Environment environment;
    private final AuditConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<byte[]> waiting = new ArrayList<>();
    private boolean stopping;
    private @Nullable Thread writer;
    private @Nullable OutputStream file;
    private long sizeBytes;

    /// A log that is opened by [#start].
    public AuditLog(Environment environment, AuditConfig config) {
        this.environment = environment;
        this.config = config;
    }

    /// Opens the file and begins to write.
    public void start() throws IOException {
        open();
        writer = environment.threads().start("audit-log", this::write);
    }

    /// Writes what waits, and ends.
    public void stop() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        var thread = writer;
        if (thread != null) {
            thread.join();
        }
    }

    /// Adds a line, which ends with a line feed; waits while too many wait already.
    void append(byte[] line) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.size() >= WAITING_MAX && !stopping) {
                changed.await();
            }
            waiting.add(line);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        try {
            for (var lines = next(); !lines.isEmpty(); lines = next()) {
                var batch = lines;
                environment.threads().cpu(() -> {
                    write(batch);
                    return null;
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /// The lines that wait, as soon as there are any; empty at the end.
    private List<byte[]> next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !stopping) {
                changed.await();
            }
            var lines = waiting;
            waiting = new ArrayList<>();
            changed.signalAll();
            return lines;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<byte[]> lines) {
        try {
            for (var line : lines) {
                if (config.sizeBytesMax() > 0 && sizeBytes + line.length > config.sizeBytesMax() && sizeBytes > 0) {
                    setAside();
                }
                var out = file;
                if (out != null) {
                    out.write(line);
                    sizeBytes += line.length;
                }
            }
            var out = file;
            if (out != null) {
                out.flush();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "audit events were lost: {0}", e.getMessage());
        }
    }

    private void open() throws IOException {
        var parent = config.path().toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        file = Files.newOutputStream(config.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        sizeBytes = Files.size(config.path());
    }

    private void setAside() throws IOException {
        close();
        var name = config.path().getFileName().toString();
        var dot = name.lastIndexOf('.');
        var stem = dot <= 0 ? name : name.substring(0, dot);
        var extension = dot <= 0 ? "" : name.substring(dot);
        var stamp = STAMP.format(environment.clock().instant());
        var aside = config.path().resolveSibling(stem + "-" + stamp + extension);
        for (int i = 1; Files.exists(aside); i++) {
            aside = config.path().resolveSibling(stem + "-" + stamp + "-" + i + extension);
        }
        Files.move(config.path(), aside);
        open();
        dropOldest(stem + "-", extension);
    }

    private void dropOldest(String prefix, String extension) throws IOException {
        if (config.backupsMax() == 0) {
            return;
        }
        var parent = config.path().toAbsolutePath().getParent();
        List<Path> backups;
        try (var all = Files.list(parent)) {
            backups = all.filter(each -> {
                        var name = each.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(extension);
                    })
                    .sorted()
                    .toList();
        }
        for (var old : backups.subList(0, Math.max(0, backups.size() - config.backupsMax()))) {
            Files.deleteIfExists(old);
        }
    }

    private void close() {
        var out = file;
        file = null;
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.ERROR, "the audit log was not closed: {0}", e.getMessage());
            }
        }
    }
}
