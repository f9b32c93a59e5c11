/// Remote commands (exec, attach) on their way from a client's WebSocket to a server that speaks
/// SPDY, with outcomes as upstream's `Status` objects.
@NullMarked
package io.djong.client.command;

import org.jspecify.annotations.NullMarked;
