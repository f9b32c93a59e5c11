/// Bodies that are made while they are sent, with what the client keeps up with, and compressed on the way
/// for those who want that.
@NullMarked
package io.djong.apiserver.body;

import org.jspecify.annotations.NullMarked;
