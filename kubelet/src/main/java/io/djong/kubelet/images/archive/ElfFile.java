package io.djong.kubelet.images.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an executable's header says about where it can run.
///
/// @param architecture null for a processor that Djong makes no images for
/// @param isStatic whether it runs without any file beside it: it asks for no interpreter (`ld-linux`)
public record ElfFile(@Nullable Architecture architecture, boolean isStatic) {
    private static final int MAGIC = 0x7f454c46;
    private static final int HEADER_BYTES = 64;
    private static final int PT_INTERP = 3;

    /// Reads the header of a file; empty when it is no 64-bit ELF executable.
    public static Optional<ElfFile> parse(byte[] file) {
        if (file.length < HEADER_BYTES || ByteBuffer.wrap(file).getInt(0) != MAGIC || file[4] != 2) {
            return Optional.empty();
        }
        var header = ByteBuffer.wrap(file).order(file[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int machine = header.getShort(18) & 0xffff;
        long programHeaders = header.getLong(32);
        int entryBytes = header.getShort(54) & 0xffff;
        int count = header.getShort(56) & 0xffff;
        boolean isStatic = true;
        for (int i = 0; i < count; i++) {
            long at = programHeaders + (long) i * entryBytes;
            if (at < 0 || at + 4 > file.length) {
                return Optional.empty();
            }
            isStatic &= header.getInt((int) at) != PT_INTERP;
        }
        for (Architecture architecture : Architecture.values()) {
            if (architecture.elfMachine() == machine) {
                return Optional.of(new ElfFile(architecture, isStatic));
            }
        }
        return Optional.of(new ElfFile(null, isStatic));
    }
}
