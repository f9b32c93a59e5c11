/// A whole API server in the process of a test, without sockets, keys of chance or files.
@NullMarked
package io.djong.simulation.transport;

import org.jspecify.annotations.NullMarked;
