package io.djong.apiserver.proxy;

import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;

/// The name of what a request is passed on to, as it stands in the path: `name`, `name:port` or
/// `scheme:name:port`.
///
/// @param scheme `http`, `https`, or "" when none was given
/// @param port a number or a name, or "" when none was given
record TargetName(String scheme, String name, String port) {
    /// Reads it.
    ///
    /// @param kind `pod`, `service` or `node`, for the message
    /// @throws ApiException 400
    static TargetName parse(String id, String kind) throws ApiException {
        var parts = id.split(":", -1);
        var read = switch (parts.length) {
            case 1 -> new TargetName("", parts[0], "");
            case 2 -> new TargetName("", parts[0], parts[1]);
            case 3 -> new TargetName(parts[0], parts[1], parts[2]);
            default -> new TargetName("?", "", "");
        };
        var known = switch (read.scheme) {
            case "", "http", "https" -> true;
            default -> false;
        };
        if (!known || read.name.isEmpty()) {
            throw Failures.badRequest("invalid " + kind + " request \"" + id + "\"");
        }
        return read;
    }

    /// Whether TLS was asked for.
    boolean secure() {
        return scheme.equals("https");
    }

    /// The port's number.
    ///
    /// @param otherwise when none was given
    /// @throws ApiException 400 for what is no port
    int portNumber(int otherwise) throws ApiException {
        if (port.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(port);
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Failures.badRequest("invalid port \"" + port + "\"");
    }
}
