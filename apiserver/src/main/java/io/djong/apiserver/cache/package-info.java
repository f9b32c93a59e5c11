/// The API server's bytes-first cache: one persistent sorted map per resource at a revision, fed by
/// a single watch of the store, and the window of recent events that watchers read. Reads never
/// touch the store.
@NullMarked
package io.djong.apiserver.cache;

import org.jspecify.annotations.NullMarked;
