/// The server: HTTP/1.1 and HTTP/2 on one port. Event loops move bytes; every request has a virtual thread;
/// an open stream has none. The way in is [io.djong.http.server.HttpServer].
@NullMarked
package io.djong.http.server;

import org.jspecify.annotations.NullMarked;
