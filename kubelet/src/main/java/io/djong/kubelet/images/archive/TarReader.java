package io.djong.kubelet.images.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a tar archive member by member: ustar, pax extended headers, and GNU's long names and large numbers.
///
/// Content is handed out as a stream and never held in memory. Not safe for use by several threads.n///
/// Closingn/// closes the stream below.
///
/// Limits: an extended header or long name of at most [#HEADER_BYTES_MAX].
public final class TarReader implements AutoCloseable {
    /// The longest extended header or long name that is read, in bytes.
    public static final int HEADER_BYTES_MAX = 1 << 20;

    private static final int BLOCK_BYTES = 512;

    private final InputStream in;
    private Content content = new Content(0);

    public TarReader(InputStream in) {
        this.in = in;
    }

    /// The next member, or null after the last. What is left of the content of the one before is passed over.
    ///
    /// @throws ArchiveException when the archive is cut short or damaged
    public @Nullable TarEntry next() throws IOException {
        var pax = new HashMap<String, String>();
        while (true) {
            content.skipRest();
            var block = in.readNBytes(BLOCK_BYTES);
            if (block.length == 0 || isEmpty(block)) {
                return null;
            }
            if (block.length < BLOCK_BYTES) {
                throw new ArchiveException("the archive ends in the middle of a header");
            }
            checkSum(block);
            long size = pax.containsKey("size") ? decimal(pax, "size") : number(block, 124, 12);
            if (size < 0) {
                throw new ArchiveException("a member announces a size of " + size + " bytes");
            }
            content = new Content(size);
            switch (block[156]) {
                case 'x' -> readPax(header(size), pax);
                case 'g' -> header(size);
                case 'L' -> pax.put("path", text(header(size), 0, (int) size));
                case 'K' -> pax.put("linkpath", text(header(size), 0, (int) size));
                default -> {
                    return entry(block, size, pax);
                }
            }
        }
    }

    /// The content of the member that [#next()] returned last. Ends where the member ends; closing it has no effect.
    public InputStream content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static TarEntry entry(byte[] block, long size, Map<String, String> pax) throws ArchiveException {
        var name = pax.getOrDefault("path", ustarName(block));
        var kind = switch (block[156]) {
            case '0', 0, '7' -> name.endsWith("/") ? TarEntry.Kind.DIRECTORY : TarEntry.Kind.FILE;
            case '1' -> TarEntry.Kind.HARD_LINK;
            case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
            case '5' -> TarEntry.Kind.DIRECTORY;
            default -> TarEntry.Kind.OTHER;
        };
        while (name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        return new TarEntry(
                name,
                kind,
                (int) number(block, 100, 8) & 07777,
                (int) (pax.containsKey("uid") ? decimal(pax, "uid") : number(block, 108, 8)),
                (int) (pax.containsKey("gid") ? decimal(pax, "gid") : number(block, 116, 8)),
                size,
                number(block, 136, 12),
                pax.getOrDefault("linkpath", text(block, 157, 100)));
    }

    /// A name longer than its field is split in two, at a slash, by ustar; GNU's variant has other things in that
    /// place.
    private static String ustarName(byte[] block) {
        var name = text(block, 0, 100);
        boolean ustar = text(block, 257, 6).equals("ustar") && block[263] == '0';
        var prefix = ustar ? text(block, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private byte[] header(long size) throws IOException {
        if (size > HEADER_BYTES_MAX) {
            throw new ArchiveException("an extended header has " + size + " bytes, the limit is " + HEADER_BYTES_MAX);
        }
        var bytes = content.readNBytes((int) size);
        if (bytes.length < size) {
            throw new ArchiveException("the archive ends in the middle of an extended header");
        }
        return bytes;
    }

    /// Records of the form `LENGTH KEY=VALUE\n`, where the length counts the whole record.
    private static void readPax(byte[] records, Map<String, String> into) throws ArchiveException {
        int at = 0;
        while (at < records.length) {
            int space = at;
            int length = 0;
            while (space < records.length
                    && records[space] >= '0'
                    && records[space] <= '9'
                    && length <= records.length) {
                length = 10 * length + records[space++] - '0';
            }
            if (space == at || length <= space - at + 1 || length > records.length - at || records[space] != ' ') {
                throw new ArchiveException("an extended header has a record without a proper length");
            }
            var record = new String(records, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                into.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at += length;
        }
    }

    private static long decimal(Map<String, String> pax, String key) throws ArchiveException {
        var value = pax.getOrDefault(key, "");
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new ArchiveException("an extended header says " + key + "=" + value + ", which is no number", e);
        }
    }

    /// Octal digits, or GNU's form for large numbers: the first bit set, the rest in base 256.
    private static long number(byte[] block, int at, int width) throws ArchiveException {
        if ((block[at] & 0x80) != 0) {
            long value = block[at] & 0x3f;
            for (int i = at + 1; i < at + width; i++) {
                if (value >> 54 != 0) {
                    throw new ArchiveException("a number in a header is too large");
                }
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        if (!octalDigits(block, at, width)) {
            throw new ArchiveException("a number in a header is not written in octal digits");
        }
        long value = 0;
        for (int i = at; i < at + width; i++) {
            if (block[i] >= '0') {
                value = value << 3 | block[i] - '0';
            }
        }
        return value;
    }

    private static boolean octalDigits(byte[] block, int at, int width) {
        for (int i = at; i < at + width; i++) {
            if ((block[i] < '0' || block[i] > '7') && block[i] != ' ' && block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void checkSum(byte[] block) throws ArchiveException {
        long sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        if (!octalDigits(block, 148, 8) || sum != number(block, 148, 8)) {
            throw new ArchiveException("this is no tar archive, or it is damaged: a header's checksum is wrong");
        }
    }

    private static boolean isEmpty(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] block, int at, int lengthMax) {
        int end = at;
        while (end < at + lengthMax && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    /// The content of one member, which ends where the padding begins.
    private final class Content extends InputStream {
        private final long padding;
        private long left;

        Content(long size) {
            left = size;
            padding = (BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(into, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new ArchiveException("the archive ends " + left + " bytes before the end of a member");
            }
            left -= read;
            return read;
        }

        void skipRest() throws IOException {
            try {
                in.skipNBytes(left);
                left = 0;
            } catch (EOFException e) {
                throw new ArchiveException("the archive ends in the middle of a member", e);
            }
            // The last member's padding may be missing; the next header will then be missing too.
            in.readNBytes((int) padding);
        }
    }
}
