/// The API server as a whole: what it is told, how its parts are constructed in order, and its HTTP side.
@NullMarked
package io.djong.apiserver.server;

import org.jspecify.annotations.NullMarked;
