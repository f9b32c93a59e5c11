package io.djong.http.websocket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The channel protocols of remote commands (upstream's `k8s.io/apimachinery/pkg/util/remotecommand` and
/// `httpstream/wsstream`). The first byte of a message (a digit, with base64) names the channel.
public enum ChannelProtocol {
    /// Like v4, and either side may half-close a channel.
    V5("v5.channel.k8s.io", false, true, true),
    /// The error channel carries a `Status` in JSON.
    V4("v4.channel.k8s.io", false, true, false),
    V4_BASE64("v4.base64.channel.k8s.io", true, true, false),
    /// The error channel carries text, and only if something failed.
    V1("channel.k8s.io", false, false, false),
    V1_BASE64("base64.channel.k8s.io", true, false, false),
    /// What a client speaks that names no protocol: the same as `channel.k8s.io`.
    UNNAMED("", false, false, false);

    public static final int STDIN = 0;
    public static final int STDOUT = 1;
    public static final int STDERR = 2;
    public static final int ERROR = 3;
    public static final int RESIZE = 4;

    private final String text;
    private final boolean base64;
    private final boolean statusInJson;
    private final boolean halfClose;

    ChannelProtocol(String text, boolean base64, boolean statusInJson, boolean halfClose) {
        this.text = text;
        this.base64 = base64;
        this.statusInJson = statusInJson;
        this.halfClose = halfClose;
    }

    /// As in `Sec-WebSocket-Protocol`.
    public String text() {
        return text;
    }

    /// Whether messages are text, their payload in base64.
    public boolean base64() {
        return base64;
    }

    /// Whether the error channel ends with a `Status`, also after success.
    public boolean statusInJson() {
        return statusInJson;
    }

    /// Whether a channel can be half-closed.
    public boolean halfClose() {
        return halfClose;
    }

    /// The first that the client offers and we know; the unnamed one if it offers nothing.
    ///
    /// @return null if it offers only what we do not know
    public static @Nullable ChannelProtocol negotiate(List<String> offered) {
        if (offered.isEmpty()) return UNNAMED;
        for (var name : offered) {
            for (var each : values()) {
                if (each != UNNAMED && each.text.equals(name)) return each;
            }
        }
        return null;
    }
}
