package io.djong.http.stream;

import io.djong.base.time.Environment;
import io.djong.http.RawConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Joins two connections: what one sends the other gets.
public final class Splice {
    private static final int BUFFER_BYTES = 32 * 1024;

    private Splice() {}

    /// Moves bytes both ways until both ways have ended, or one has failed; then both connections are
    /// closed. A half-close is passed on. Blocks (parks) the caller.
    public static void join(Environment environment, RawConnection one, RawConnection other)
            throws InterruptedException {
        var back = environment.threads().start("http-splice", () -> move(other, one));
        try {
            move(one, other);
            back.join();
        } finally {
            one.close();
            other.close();
        }
    }

    private static void move(RawConnection from, RawConnection to) {
        try {
            copy(from.input(), to.output());
            to.closeOutput();
        } catch (IOException e) {
            // One of them has broken: nothing that is said to the other could be relied on.
            from.close();
            to.close();
        }
    }

    static void copy(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        int read;
        while ((read = from.read(buffer)) >= 0) to.write(buffer, 0, read);
    }
}
