/// Reading what containers wrote: the runtime's log files (the CRI's format, one line for each line
/// or part of one), from an end or a time on, and further while the container writes, across
/// rotation.
///
/// [io.djong.kubelet.logs.LogReader] is the door.
@NullMarked
package io.djong.kubelet.logs;

import org.jspecify.annotations.NullMarked;
