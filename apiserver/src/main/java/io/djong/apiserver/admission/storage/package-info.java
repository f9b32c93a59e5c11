/// Plug-ins about volumes: the default storage class, how claims grow, and finalizers that keep in
/// place what is in use.
@NullMarked
package io.djong.apiserver.admission.storage;

import org.jspecify.annotations.NullMarked;
