/// HTTP for every component: the nouns of a request and its answer. Servers are in `.server`, clients in
/// `.client`; nothing in this package knows which library moves the bytes.
@NullMarked
package io.djong.http;

import org.jspecify.annotations.NullMarked;
