package io.djong.http.limits;

import java.time.Duration;

/// The bounds of a server or client connection. [#DEFAULTS] are those of upstream's secure serving
/// (`apiserver/pkg/server/secure_serving.go`) and of Go's HTTP/2 server beneath it, where they have one.
///
/// @param connectionsMax open connections of a server; further ones are closed as they come. Go has none;
///     open files end sooner
/// @param headerBytesMax request line and headers together (and HTTP/2's header list); 431 beyond
/// @param headerTime from the first byte of a request (or the opening of the connection) to the end of its
///     headers; then closed
/// @param handshakeTime for the TLS handshake; then closed
/// @param idleTime without an open request; then closed
/// @param stalledWrite with bytes to send of which the peer takes none, while an answer is open; then
///     closed. Go has none: long enough for a human with a pager, short enough that thousands of dead
///     readers end
/// @param streamsMax concurrent HTTP/2 streams of a connection; REFUSED_STREAM beyond
/// @param queuedHandlersMax HTTP/2 requests of a connection that wait because `streamsMax` handlers still
///     run for streams that were reset (rapid reset, CVE-2023-44487); ENHANCE_YOUR_CALM beyond
/// @param resetsMax RST_STREAM frames of a connection in `resetsWindow`; ENHANCE_YOUR_CALM beyond
/// @param resetsWindow see resetsMax
/// @param controlFramesMax HTTP/2 control frames that wait to be sent; the connection is closed beyond
/// @param streamWindowBytes how much of a body may wait unread
/// @param connectionWindowBytes the same for all streams of an HTTP/2 connection together
/// @param frameBytesMax the largest HTTP/2 frame accepted
/// @param streamPendingBytesMax written to a [io.djong.http.StreamWriter] and not yet taken by the
///     connection; the stream is cut off beyond
/// @param unreadBodyBytesMax of a body that a handler did not read, thrown away to keep an HTTP/1
///     connection; closed beyond
/// @param pipelinedMax HTTP/1 requests read ahead while one is answered; then reading stops
public record HttpLimits(
        int connectionsMax,
        int headerBytesMax,
        Duration headerTime,
        Duration handshakeTime,
        Duration idleTime,
        Duration stalledWrite,
        int streamsMax,
        int queuedHandlersMax,
        int resetsMax,
        Duration resetsWindow,
        int controlFramesMax,
        int streamWindowBytes,
        int connectionWindowBytes,
        int frameBytesMax,
        long streamPendingBytesMax,
        int unreadBodyBytesMax,
        int pipelinedMax) {

    /// See the parameters.
    public static final HttpLimits DEFAULTS = new HttpLimits(
            19_000,
            1 << 20,
            Duration.ofSeconds(32),
            Duration.ofSeconds(32),
            Duration.ofSeconds(90),
            Duration.ofMinutes(5),
            100,
            400,
            1000,
            Duration.ofSeconds(30),
            10_000,
            256 * 1024,
            100 * 256 * 1024,
            256 * 1024,
            16L << 20,
            256 * 1024,
            16);

    public HttpLimits {
        positive("connectionsMax", connectionsMax);
        positive("headerBytesMax", headerBytesMax);
        positive("headerTime", headerTime);
        positive("handshakeTime", handshakeTime);
        positive("idleTime", idleTime);
        positive("stalledWrite", stalledWrite);
        positive("streamsMax", streamsMax);
        positive("queuedHandlersMax", queuedHandlersMax);
        positive("resetsMax", resetsMax);
        positive("resetsWindow", resetsWindow);
        positive("controlFramesMax", controlFramesMax);
        positive("streamWindowBytes", streamWindowBytes);
        if (connectionWindowBytes < 65_535) {
            throw new IllegalArgumentException(
                    "connectionWindowBytes is below RFC 9113's 65535: " + connectionWindowBytes);
        }
        if (frameBytesMax < 16_384 || frameBytesMax > 16_777_215) {
            throw new IllegalArgumentException("frameBytesMax is not between 16384 and 16777215: " + frameBytesMax);
        }
        positive("streamPendingBytesMax", streamPendingBytesMax);
        positive("pipelinedMax", pipelinedMax);
        if (unreadBodyBytesMax < 0) {
            throw new IllegalArgumentException("unreadBodyBytesMax is negative: " + unreadBodyBytesMax);
        }
    }

    private static void positive(String name, long value) {
        if (value <= 0) throw new IllegalArgumentException(name + " is not positive: " + value);
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) throw new IllegalArgumentException(name + " is not positive: " + value);
    }

    public HttpLimits withConnectionsMax(int value) {
        var draft = new Draft(this);
        draft.connectionsMax = value;
        return draft.limits();
    }

    public HttpLimits withHeaderBytesMax(int value) {
        var draft = new Draft(this);
        draft.headerBytesMax = value;
        return draft.limits();
    }

    public HttpLimits withHeaderTime(Duration value) {
        var draft = new Draft(this);
        draft.headerTime = value;
        return draft.limits();
    }

    public HttpLimits withHandshakeTime(Duration value) {
        var draft = new Draft(this);
        draft.handshakeTime = value;
        return draft.limits();
    }

    public HttpLimits withIdleTime(Duration value) {
        var draft = new Draft(this);
        draft.idleTime = value;
        return draft.limits();
    }

    public HttpLimits withStalledWrite(Duration value) {
        var draft = new Draft(this);
        draft.stalledWrite = value;
        return draft.limits();
    }

    public HttpLimits withStreamsMax(int value) {
        var draft = new Draft(this);
        draft.streamsMax = value;
        return draft.limits();
    }

    public HttpLimits withQueuedHandlersMax(int value) {
        var draft = new Draft(this);
        draft.queuedHandlersMax = value;
        return draft.limits();
    }

    public HttpLimits withResetsMax(int value) {
        var draft = new Draft(this);
        draft.resetsMax = value;
        return draft.limits();
    }

    public HttpLimits withResetsWindow(Duration value) {
        var draft = new Draft(this);
        draft.resetsWindow = value;
        return draft.limits();
    }

    public HttpLimits withControlFramesMax(int value) {
        var draft = new Draft(this);
        draft.controlFramesMax = value;
        return draft.limits();
    }

    public HttpLimits withStreamWindowBytes(int value) {
        var draft = new Draft(this);
        draft.streamWindowBytes = value;
        return draft.limits();
    }

    public HttpLimits withConnectionWindowBytes(int value) {
        var draft = new Draft(this);
        draft.connectionWindowBytes = value;
        return draft.limits();
    }

    public HttpLimits withFrameBytesMax(int value) {
        var draft = new Draft(this);
        draft.frameBytesMax = value;
        return draft.limits();
    }

    public HttpLimits withStreamPendingBytesMax(long value) {
        var draft = new Draft(this);
        draft.streamPendingBytesMax = value;
        return draft.limits();
    }

    public HttpLimits withUnreadBodyBytesMax(int value) {
        var draft = new Draft(this);
        draft.unreadBodyBytesMax = value;
        return draft.limits();
    }

    public HttpLimits withPipelinedMax(int value) {
        var draft = new Draft(this);
        draft.pipelinedMax = value;
        return draft.limits();
    }

    private static final class Draft {
        private int connectionsMax;
        private int headerBytesMax;
        private Duration headerTime;
        private Duration handshakeTime;
        private Duration idleTime;
        private Duration stalledWrite;
        private int streamsMax;
        private int queuedHandlersMax;
        private int resetsMax;
        private Duration resetsWindow;
        private int controlFramesMax;
        private int streamWindowBytes;
        private int connectionWindowBytes;
        private int frameBytesMax;
        private long streamPendingBytesMax;
        private int unreadBodyBytesMax;
        private int pipelinedMax;

        Draft(HttpLimits from) {
            connectionsMax = from.connectionsMax;
            headerBytesMax = from.headerBytesMax;
            headerTime = from.headerTime;
            handshakeTime = from.handshakeTime;
            idleTime = from.idleTime;
            stalledWrite = from.stalledWrite;
            streamsMax = from.streamsMax;
            queuedHandlersMax = from.queuedHandlersMax;
            resetsMax = from.resetsMax;
            resetsWindow = from.resetsWindow;
            controlFramesMax = from.controlFramesMax;
            streamWindowBytes = from.streamWindowBytes;
            connectionWindowBytes = from.connectionWindowBytes;
            frameBytesMax = from.frameBytesMax;
            streamPendingBytesMax = from.streamPendingBytesMax;
            unreadBodyBytesMax = from.unreadBodyBytesMax;
            pipelinedMax = from.pipelinedMax;
        }

        HttpLimits limits() {
            return new HttpLimits(
                    connectionsMax,
                    headerBytesMax,
                    headerTime,
                    handshakeTime,
                    idleTime,
                    stalledWrite,
                    streamsMax,
                    queuedHandlersMax,
                    resetsMax,
                    resetsWindow,
                    controlFramesMax,
                    streamWindowBytes,
                    connectionWindowBytes,
                    frameBytesMax,
                    streamPendingBytesMax,
                    unreadBodyBytesMax,
                    pipelinedMax);
        }
    }
}
