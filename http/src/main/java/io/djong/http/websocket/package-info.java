/// WebSocket (RFC 6455) in both roles, and the channel protocols that Kubernetes speaks over it: several
/// streams in one connection, the first byte of each message names the stream.
@NullMarked
package io.djong.http.websocket;

import org.jspecify.annotations.NullMarked;
