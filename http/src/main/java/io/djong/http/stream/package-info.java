/// Streams of remote commands (exec, attach) and port forwarding, between a client's WebSocket and a
/// container runtime's SPDY: [io.djong.http.stream.CommandRelay], [io.djong.http.stream.Tunnel], and bytes
/// as they are: [io.djong.http.stream.Splice].
@NullMarked
package io.djong.http.stream;

import org.jspecify.annotations.NullMarked;
