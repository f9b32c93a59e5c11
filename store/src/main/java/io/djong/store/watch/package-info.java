/// What the engines share to serve watches: recent changes in a ring, older ones from the engine's log, a
/// pace of its own for each watcher.
///
/// For the engines only; everybody else goes through [io.djong.store.Store#watch].
@NullMarked
package io.djong.store.watch;

import org.jspecify.annotations.NullMarked;
