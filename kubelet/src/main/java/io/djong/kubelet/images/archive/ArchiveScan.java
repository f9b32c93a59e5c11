package io.djong.kubelet.images.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// One reading of a tar file, compressed or not: what lies in it, its digests, and the content of what isn///
/// small enough to be JSON.
final class ArchiveScan {
    static final int DOCUMENT_BYTES_MAX = 4 << 20;
    static final int DOCUMENTS_BYTES_MAX = 64 << 20;

    /// @param gzip whether the content begins like a gzip file
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Member(Digest digest, long sizeBytes, boolean gzip, byte @Nullable [] document) {}

    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private long documentBytes;

    private ArchiveScan() {}

    static ArchiveScan of(Path file) throws IOException {
        var scan = new ArchiveScan();
        try (var tar = open(file)) {
            for (var entry = tar.next(); entry != null; entry = tar.next()) {
                switch (entry.kind()) {
                    case FILE -> scan.members.put(clean(entry.name()), scan.read(entry, tar.content()));
                    case SYMBOLIC_LINK -> scan.links.put(clean(entry.name()), beside(entry.name(), entry.linkTarget()));
                    case HARD_LINK -> scan.links.put(clean(entry.name()), clean(entry.linkTarget()));
                    case DIRECTORY, OTHER -> {}
                }
            }
        }
        return scan;
    }

    static TarReader open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new TarReader(gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in);
    }

    /// The file of that name, through links; null when there is none.
    @Nullable
    Member member(String name) {
        return members.get(target(name));
    }

    /// The name of the file that a name leads to.
    String target(String name) {
        var at = clean(name);
        for (int steps = 0; steps < 8 && links.containsKey(at); steps++) {
            at = links.getOrDefault(at, at);
        }
        return at;
    }

    /// A name without `./` in front, which some programs write.
    static String clean(String name) {
        return Path.of("/", name).normalize().toString().substring(1);
    }

    private static String beside(String name, String target) {
        var folder = Path.of("/", name).getParent();
        return clean(folder == null ? target : folder.resolve(target).toString());
    }

    private Member read(TarEntry entry, InputStream content) throws IOException {
        var sum = Digest.algorithm();
        var buffer = new byte[1 << 16];
        int first = content.readNBytes(buffer, 0, buffer.length);
        sum.update(buffer, 0, first);
        boolean gzip = first >= 2 && buffer[0] == 0x1f && buffer[1] == (byte) 0x8b;
        boolean json = first > 0 && (buffer[0] == '{' || buffer[0] == '[') && entry.sizeBytes() <= DOCUMENT_BYTES_MAX;
        byte[] document = null;
        if (json) {
            documentBytes += entry.sizeBytes();
            if (documentBytes > DOCUMENTS_BYTES_MAX) {
                throw new ArchiveException("the archive holds more than " + DOCUMENTS_BYTES_MAX + " bytes of JSON");
            }
            document = Arrays.copyOf(buffer, (int) entry.sizeBytes());
            int rest = content.readNBytes(document, first, document.length - first);
            sum.update(document, first, rest);
        }
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            sum.update(buffer, 0, read);
        }
        return new Member(Digest.finish(sum), entry.sizeBytes(), gzip, document);
    }
}
