/// A reverse proxy for requests of any kind: plain ones are streamed both ways, those that leave HTTP
/// become bytes both ways.
@NullMarked
package io.djong.http.proxy;

import org.jspecify.annotations.NullMarked;
