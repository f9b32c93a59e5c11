/// DefaultTolerationSeconds: pods stay a while on a node that is not ready or not reachable.
@NullMarked
package io.djong.apiserver.admission.tolerations;

import org.jspecify.annotations.NullMarked;
