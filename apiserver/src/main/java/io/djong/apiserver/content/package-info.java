/// What goes over the wire: negotiation of media types, decoding of bodies, encoding of objects, lists,
/// tables and watch events.
@NullMarked
package io.djong.apiserver.content;

import org.jspecify.annotations.NullMarked;
