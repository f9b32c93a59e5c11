/// Priority: a pod's class decides its priority.
@NullMarked
package io.djong.apiserver.admission.priority;

import org.jspecify.annotations.NullMarked;
