/// kube-controller-manager as a process of its own: its flags, its client of the API server, its health and metrics.
@NullMarked
package io.djong.controllermanager.process;

import org.jspecify.annotations.NullMarked;
