package io.djong.kubelet.images.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a POSIX (ustar) tar archive whose bytes depend on nothing but the members given to it.
///
/// Names and link targets longer than ustar's fields, and sizes of 8 GiB and more, go into a pax extended header
/// (POSIX.1-2001, "pax Interchange Format"). Not safe for use by several threads. Closing writes the two empty blocks
/// that end an archive and closes the stream below.
public final class TarWriter implements AutoCloseable {
    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES_MAX = 100;
    private static final long OCTAL_SIZE_MAX = 0_77777777777L;

    private final OutputStream out;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Adds a member and its whole content.
    public void add(TarEntry entry, byte[] content) throws IOException {
        if (content.length != entry.sizeBytes()) {
            throw new IllegalArgumentException(
                    entry.name() + " is announced with " + entry.sizeBytes() + " bytes and has " + content.length);
        }
        header(entry);
        out.write(content);
        pad(content.length);
    }

    /// Adds a member whose content is read from a stream that must hold at least the announced number of bytes.
    public void add(TarEntry entry, InputStream content) throws IOException {
        header(entry);
        var buffer = new byte[1 << 16];
        long left = entry.sizeBytes();
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(entry.name() + " ended " + left + " bytes before its announced size");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        pad(entry.sizeBytes());
    }

    /// Adds a member that has no content: a directory or a link.
    public void add(TarEntry entry) throws IOException {
        add(entry, new byte[0]);
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK_BYTES]);
        out.close();
    }

    private void header(TarEntry entry) throws IOException {
        var name = entry.kind() == TarEntry.Kind.DIRECTORY ? entry.name() + "/" : entry.name();
        var extended = new StringBuilder();
        if (bytes(name).length > NAME_BYTES_MAX) {
            extended.append(paxRecord("path", name));
        }
        if (bytes(entry.linkTarget()).length > NAME_BYTES_MAX) {
            extended.append(paxRecord("linkpath", entry.linkTarget()));
        }
        if (entry.sizeBytes() > OCTAL_SIZE_MAX) {
            extended.append(paxRecord("size", Long.toString(entry.sizeBytes())));
        }
        if (!extended.isEmpty()) {
            var records = bytes(extended.toString());
            block("PaxHeaders/" + name, 'x', TarEntry.file("", 0644, records.length));
            out.write(records);
            pad(records.length);
        }
        block(name, typeFlag(entry.kind()), entry);
    }

    private void block(String name, char typeFlag, TarEntry entry) throws IOException {
        var block = new byte[BLOCK_BYTES];
        text(block, 0, NAME_BYTES_MAX, name);
        octal(block, 100, 8, entry.mode());
        octal(block, 108, 8, entry.uid());
        octal(block, 116, 8, entry.gid());
        octal(block, 124, 12, entry.sizeBytes() > OCTAL_SIZE_MAX ? 0 : entry.sizeBytes());
        octal(block, 136, 12, entry.modifiedSeconds());
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) typeFlag;
        text(block, 157, NAME_BYTES_MAX, entry.linkTarget());
        text(block, 257, 6, "ustar\0");
        text(block, 263, 2, "00");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 7, sum);
        out.write(block);
    }

    private static char typeFlag(TarEntry.Kind kind) {
        return switch (kind) {
            case FILE -> '0';
            case HARD_LINK -> '1';
            case SYMBOLIC_LINK -> '2';
            case DIRECTORY -> '5';
            case OTHER -> throw new IllegalArgumentException("a device or pipe cannot be written");
        };
    }

    /// `LENGTH KEY=VALUE\n`, where the length counts itself.
    private static String paxRecord(String key, String value) {
        int rest = bytes(" " + key + "=" + value + "\n").length;
        int length = rest + 1;
        while (Integer.toString(length).length() + rest != length) {
            length = Integer.toString(length).length() + rest;
        }
        return length + " " + key + "=" + value + "\n";
    }

    private static void text(byte[] block, int at, int lengthMax, String text) {
        var encoded = bytes(text);
        System.arraycopy(encoded, 0, block, at, Math.min(encoded.length, lengthMax));
    }

    private static void octal(byte[] block, int at, int width, long number) {
        var digits = Long.toOctalString(number);
        text(block, at, width, "0".repeat(width - 1 - digits.length()) + digits + "\0");
    }

    private void pad(long length) throws IOException {
        int over = (int) (length % BLOCK_BYTES);
        if (over != 0) {
            out.write(new byte[BLOCK_BYTES - over]);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
