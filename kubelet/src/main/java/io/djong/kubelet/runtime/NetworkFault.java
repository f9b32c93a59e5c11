package io.djong.kubelet.runtime;

import io.djong.http.HttpException;
import io.djong.http.client.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Why a connection or a request of the node to a pod failed, in the words of Go, which events carry.
public final class NetworkFault {
    private static final List<String> OF_KERNEL =
            List.of("connection refused", "no route to host", "network is unreachable", "connection reset by peer");

    private NetworkFault() {}

    /// Of a GET.
    ///
    /// @param url as it was asked for
    /// @param origin what answered, or did not
    public static String ofGet(String url, IOException failure, Origin origin) {
        return "Get \"" + url + "\": " + ofRequest(failure, origin);
    }

    private static String ofRequest(IOException failure, Origin origin) {
        return switch (failure) {
            case HttpException.TimedOut timedOut ->
                "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
            case HttpException.Unreachable unreachable -> {
                var cause = unreachable.getCause();
                yield "dial tcp " + authority(origin.host(), origin.port()) + ": connect: "
                        + reason(cause == null ? unreachable : cause);
            }
            case HttpException.Closed closed -> "EOF";
            default -> String.valueOf(failure.getMessage());
        };
    }

    /// What the kernel says.
    public static String reason(Throwable failure) {
        var message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        for (String known : OF_KERNEL) {
            if (message.contains(known)) {
                return known;
            }
        }
        return String.valueOf(failure.getMessage());
    }

    /// Host and port, as they stand in a URL.
    public static String authority(String host, int port) {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
