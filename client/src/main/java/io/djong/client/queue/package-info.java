/// The work queue: keys that wait for a worker.
///
/// A key is in the queue once, however often it is added; it is with one worker at a time; added while a worker
/// has it, it comes back when that worker is done. Failed keys return after their own exponential back-off and
/// an overall bucket. Names and semantics are those of client-go's `util/workqueue`.
@NullMarked
package io.djong.client.queue;

import org.jspecify.annotations.NullMarked;
