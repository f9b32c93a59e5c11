package io.djong.kubelet.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// One open log file, read line by line. A line that has no end yet is read again when more has come.
final class LogFile implements AutoCloseable {
    private static final int BLOCK_BYTES = 32 * 1024;

    /// What containerd cuts lines at is 16 KiB; what is longer than this is no log.
    private static final int LINE_BYTES_MAX = 16 << 20;

    private final Path path;
    private FileChannel channel;
    private String key;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private long position;

    private LogFile(Path path, FileChannel channel, String key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    static LogFile open(Path path) throws IOException {
        var real = path.toRealPath();
        var channel = FileChannel.open(real, StandardOpenOption.READ);
        return new LogFile(path, channel, key(real));
    }

    /// The device and the inode; "" where there is no such thing.
    private static String key(Path path) throws IOException {
        var key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? "" : key.toString();
    }

    /// Whether another file has this name by now.
    boolean isReplaced() {
        try {
            return !key(path.toRealPath()).equals(key);
        } catch (IOException e) {
            return false; // Between two files there is none.
        }
    }

    /// Goes on with the file that has this name now, at its beginning.
    void reopen() throws IOException {
        var next = open(path);
        channel.close();
        channel = next.channel;
        key = next.key;
        position = 0;
        block.clear().flip();
        line.reset();
    }

    /// The next line with its end; null when there is none (yet).
    byte @Nullable [] next() throws IOException {
        while (true) {
            while (block.hasRemaining()) {
                byte each = block.get();
                line.write(each);
                if (each == '\n' || line.size() >= LINE_BYTES_MAX) {
                    return take();
                }
            }
            if (!fill()) {
                return null;
            }
        }
    }

    /// What was read of a line that has no end; null for none.
    byte @Nullable [] rest() {
        return line.size() == 0 ? null : take();
    }

    private byte[] take() {
        var bytes = line.toByteArray();
        line.reset();
        return bytes;
    }

    private boolean fill() throws IOException {
        block.clear();
        int read = channel.read(block, position);
        block.flip();
        if (read <= 0) {
            return false;
        }
        position += read;
        return true;
    }

    /// Moves to where the last so many lines begin.
    void seekTail(long lines) throws IOException {
        position = tailStart(lines);
        block.clear().flip();
        line.reset();
    }

    private long tailStart(long lines) throws IOException {
        long end = channel.size();
        if (lines == 0 || end == 0) {
            return end;
        }
        var back = ByteBuffer.allocate(BLOCK_BYTES);
        long seen = 0;
        // The end of the last line is not counted: the line before it is what is wanted.
        for (long to = end; to > 0; ) {
            long from = Math.max(0, to - BLOCK_BYTES);
            back.clear().limit((int) (to - from));
            while (back.hasRemaining()) {
                if (channel.read(back, from + back.position()) < 0) {
                    break;
                }
            }
            for (long at = to - 1; at >= from; at--) {
                if (back.get((int) (at - from)) == '\n' && at != end - 1 && ++seen == lines) {
                    return at + 1;
                }
            }
            to = from;
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
