/// Watching: cursors into the shared window of events, and the pump that moves them for idle HTTP streams
/// without a thread each.
@NullMarked
package io.djong.apiserver.watch;

import org.jspecify.annotations.NullMarked;
