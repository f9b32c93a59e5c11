/// SPDY/3.1 in the client's role, as far as the streaming servers of container runtimes speak it. The
/// frames are Netty's; the way in is [io.djong.http.spdy.SpdyConnection].
@NullMarked
package io.djong.http.spdy;

import org.jspecify.annotations.NullMarked;
