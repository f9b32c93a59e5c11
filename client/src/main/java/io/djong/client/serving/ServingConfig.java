package io.djong.client.serving;

import io.djong.http.tls.ServerTls;
import java.net.InetSocketAddress;

/// Where a component serves, and to whom.
///
/// @param bind port 0 for any free one
/// @param tls the client authorities in it are set from `authentication`
/// @param http2 whether HTTP/2 is offered
public record ServingConfig(
        InetSocketAddress bind,
        ServerTls tls,
        boolean http2,
        DelegatedAuthentication authentication,
        DelegatedAuthorization authorization) {}
