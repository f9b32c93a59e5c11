/// What may be written, beyond what the user may do: plug-ins that change or refuse objects on their way
/// into the store.
@NullMarked
package io.djong.apiserver.admission;

import org.jspecify.annotations.NullMarked;
