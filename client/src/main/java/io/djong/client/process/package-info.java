/// A component as a process of its own, as upstream's controller manager and scheduler are: the flags that
/// they share,
/// the client of a distant API server, health and metrics. [io.djong.client.process.ComponentProcess] is the door.
@NullMarked
package io.djong.client.process;

import org.jspecify.annotations.NullMarked;
