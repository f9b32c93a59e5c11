package io.djong.apiserver.openapi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A text that is kept compressed, at about a tenth of its size.
///
/// @param bytes in gzip's form
/// @param sizeBytes of the text itself
@SuppressWarnings("ArrayRecordComponent") // shared, never changed, never compared
record Zipped(byte[] bytes, int sizeBytes) {
    static Zipped of(byte[] text) {
        var out = new ByteArrayOutputStream(text.length / 8 + 64);
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Zipped(out.toByteArray(), text.length);
    }

    byte[] text() {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 14)) {
            return in.readNBytes(sizeBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
