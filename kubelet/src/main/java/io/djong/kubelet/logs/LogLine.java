package io.djong.kubelet.logs;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A line of a log file in the CRI's format: time, stream, tags, and what was written.
///
/// @param content with its line end, unless the container had not written one yet (`partial`)
/// @param partial whether the container's line goes on in the file's next line
@SuppressWarnings("ArrayRecordComponent") // Never compared; handed over to one writer.
record LogLine(OffsetDateTime time, boolean stderr, boolean partial, byte[] content) {
    /// Go's RFC 3339 with all nine digits.
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(java.util.Locale.ROOT);

    /// Reads a line of the file.
    ///
    /// @param line with its line end, if the file has it
    /// @return null for what is not in the format
    static @Nullable LogLine parse(byte[] line) {
        int afterTime = indexOf(line, ' ', 0);
        int afterStream = afterTime < 0 ? -1 : indexOf(line, ' ', afterTime + 1);
        int afterTags = afterStream < 0 ? -1 : indexOf(line, ' ', afterStream + 1);
        if (afterTags < 0) {
            return null;
        }
        var stream = text(line, afterTime + 1, afterStream);
        if (!stream.equals("stdout") && !stream.equals("stderr")) {
            return null;
        }
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(text(line, 0, afterTime));
        } catch (DateTimeParseException e) {
            return null;
        }
        boolean partial =
                text(line, afterStream + 1, afterTags).split(":", 2)[0].equals("P");
        int end = line.length;
        if (partial && end > afterTags + 1 && line[end - 1] == '\n') {
            end--;
        }
        return new LogLine(time, stream.equals("stderr"), partial, Arrays.copyOfRange(line, afterTags + 1, end));
    }

    /// The time as it stands before a line, with the space after it.
    byte[] prefix() {
        return (TIME.format(time) + " ").getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }

    private static int indexOf(byte[] line, char wanted, int from) {
        for (int i = from; i < line.length; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
