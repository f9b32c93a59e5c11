/// NamespaceLifecycle: nothing is created in a namespace that does not exist or is being emptied, and
/// some namespaces stay.
@NullMarked
package io.djong.apiserver.admission.lifecycle;

import org.jspecify.annotations.NullMarked;
