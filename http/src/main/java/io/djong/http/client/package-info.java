/// The client: HTTP/1.1 and HTTP/2, pooled connections per origin, blocking calls for virtual threads. The
/// way in is [io.djong.http.client.HttpClient].
@NullMarked
package io.djong.http.client;

import org.jspecify.annotations.NullMarked;
