/// Bytes of this module's own: event loops, queues between them and virtual threads, connections that left
/// HTTP. Netty's types show here and nowhere outside the module.
@NullMarked
package io.djong.http.transport;

import org.jspecify.annotations.NullMarked;
