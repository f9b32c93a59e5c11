package io.djong.apiserver.body;

import io.djong.http.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A body compressed by gzip, part by part, for little CPU: level 1, as upstream.
final class GzipParts implements BodyParts, AutoCloseable {
    private final BodyParts plain;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final FastGzip gzip;
    private boolean over;

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 16 << 10);
            def.setLevel(Deflater.BEST_SPEED);
        }

        void release() {
            def.end();
        }
    }

    GzipParts(BodyParts plain) {
        this.plain = plain;
        try {
            this.gzip = new FastGzip(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but to memory
        }
    }

    @Override
    public @Nullable List<Piece> next() {
        try {
            while (!over && bytes.size() < PART_BYTES / 4) {
                compress(plain.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but to memory
        }
        if (bytes.size() == 0) {
            return null;
        }
        var part = Piece.of(bytes.toByteArray());
        bytes.reset();
        return List.of(part);
    }

    private void compress(@Nullable List<Piece> part) throws IOException {
        if (part == null) {
            over = true;
            gzip.finish();
            return;
        }
        for (var piece : part) {
            gzip.write(piece.array(), piece.offset(), piece.length());
        }
    }

    /// Gives back what the compressor holds outside the heap.
    @Override
    public void close() {
        gzip.release();
    }
}
