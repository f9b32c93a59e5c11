package io.djong.store.sqlite;

import io.djong.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Looks for damage in a write-ahead log that a process left behind, before SQLite reads it.
///
/// SQLite reads such a log up to the first frame whose checksum is wrong, and takes the rest for the torn
/// end of an interrupted write. That is right after a crash: only the last transaction can be torn, as
/// each is synced before the next begins. But when a bit has fallen over in the middle, all acknowledged
/// commits behind it would be dropped without a word. This tells the two apart: if at least two whole
/// commits of the same log stand behind the wrong frame, it is damage. (Damage in the very last
/// transaction cannot be told from a torn write.)
///
/// The format: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.
final class WalInspection {
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int COMMITS_OF_A_TORN_WRITE = 1;

    private final Path file;
    private final FileChannel channel;
    private int sum0;
    private int sum1;

    private WalInspection(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @param file the log, which need not be there
    static void check(Path file) throws IOException, StoreException {
        if (!Files.exists(file)) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new WalInspection(file, channel).inspect();
        }
    }

    private void inspect() throws IOException, StoreException {
        var header = ByteBuffer.allocate(HEADER_BYTES);
        if (!fill(header, 0) || isZero(header)) {
            return;
        }
        int magic = header.getInt(0);
        ByteOrder order = (magic & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        sum(header, 0, HEADER_BYTES - 8, order, 0, 0);
        int pageSize = header.getInt(8);
        boolean whole = (magic & ~1) == MAGIC && sum0 == header.getInt(24) && sum1 == header.getInt(28);
        if (!whole || Integer.bitCount(pageSize) != 1 || pageSize < 512) {
            throw damaged("its header");
        }
        frames(pageSize, order, header.getInt(16), header.getInt(20));
    }

    private void frames(int pageSize, ByteOrder order, int salt0, int salt1) throws IOException, StoreException {
        var frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + pageSize);
        long wrong = -1;
        int commitsBehind = 0;
        int seed0 = sum0;
        int seed1 = sum1;
        for (long i = 0; fill(frame, HEADER_BYTES + i * frame.capacity()); i++) {
            sum(frame, 0, 8, order, seed0, seed1);
            sum(frame, FRAME_HEADER_BYTES, frame.capacity(), order, sum0, sum1);
            // the next frame's sum continues the one that was stored here, right or wrong
            seed0 = frame.getInt(16);
            seed1 = frame.getInt(20);
            boolean same = frame.getInt(8) == salt0 && frame.getInt(12) == salt1;
            boolean right = same && sum0 == seed0 && sum1 == seed1;
            if (!right && wrong < 0) {
                wrong = i;
            } else if (right && wrong >= 0 && frame.getInt(4) != 0) {
                commitsBehind++;
            }
        }
        if (commitsBehind > COMMITS_OF_A_TORN_WRITE) {
            throw damaged("frame " + wrong + ", with " + commitsBehind + " commits behind it");
        }
    }

    private StoreException.Corrupt damaged(String where) {
        return new StoreException.Corrupt(
                "the write-ahead log " + file + " is damaged at " + where
                        + "; restore a snapshot, or move the log away to lose what it holds",
                null);
    }

    private boolean fill(ByteBuffer buffer, long position) throws IOException {
        buffer.clear();
        long at = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }

    private static boolean isZero(ByteBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            if (buffer.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void sum(ByteBuffer buffer, int from, int to, ByteOrder order, int seed0, int seed1) {
        int s0 = seed0;
        int s1 = seed1;
        boolean swap = order == ByteOrder.LITTLE_ENDIAN;
        for (int i = from; i < to; i += 8) {
            int x0 = buffer.getInt(i);
            int x1 = buffer.getInt(i + 4);
            s0 += (swap ? Integer.reverseBytes(x0) : x0) + s1;
            s1 += (swap ? Integer.reverseBytes(x1) : x1) + s0;
        }
        sum0 = s0;
        sum1 = s1;
    }
}
