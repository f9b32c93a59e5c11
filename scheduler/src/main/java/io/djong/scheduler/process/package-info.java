/// kube-scheduler as a process of its own: its flags, its client of the API server, its health and metrics.
@NullMarked
package io.djong.scheduler.process;

import org.jspecify.annotations.NullMarked;
