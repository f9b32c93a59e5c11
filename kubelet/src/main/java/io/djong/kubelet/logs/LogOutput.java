package io.djong.kubelet.logs;

import java.io.IOException;
import java.io.OutputStream;

/// Where selected lines go, up to the limit.
final class LogOutput {
    private final OutputStream out;
    private final LogSelection selection;
    private long left;
    private boolean atLineStart = true;

    LogOutput(OutputStream out, LogSelection selection) {
        this.out = out;
        this.selection = selection;
        this.left = selection.limitBytes() == null ? Long.MAX_VALUE : selection.limitBytes();
    }

    /// Writes the line if it is selected.
    ///
    /// @return false when no more will be taken
    boolean write(LogLine line) throws IOException {
        boolean begins = atLineStart;
        atLineStart = !line.partial();
        var since = selection.since();
        if (since != null && line.time().toInstant().isBefore(since)) {
            return true;
        }
        if (selection.timestamps() && begins && !write(line.prefix())) {
            return false;
        }
        return write(line.content());
    }

    private boolean write(byte[] bytes) throws IOException {
        int length = (int) Math.min(bytes.length, left);
        out.write(bytes, 0, length);
        left -= length;
        return left > 0;
    }
}
