/// How many requests are served at a time. The simple form: one bound for reads and one for writes, and a
/// queue in front of each; upstream's fair queues by FlowSchema come with those kinds.
@NullMarked
package io.djong.apiserver.flowcontrol;

import org.jspecify.annotations.NullMarked;
