package io.djong.http.client;

import io.djong.http.Headers;
import io.djong.http.RawConnection;

/// How a server took the offer to leave HTTP.
public sealed interface Upgrade {
    /// It answered 101.
    record Accepted(Headers headers, RawConnection connection) implements Upgrade {}

    /// It answered something else. The response must be closed.
    record Refused(ClientResponse response) implements Upgrade {}
}
