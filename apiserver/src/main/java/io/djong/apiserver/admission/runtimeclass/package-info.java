/// RuntimeClass: a pod may only name a class of runtimes that exists. The kind is not served yet, so none
/// exists.
@NullMarked
package io.djong.apiserver.admission.runtimeclass;

import org.jspecify.annotations.NullMarked;
