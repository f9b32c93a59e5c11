/// What can be written and nothing acts on yet: said to whoever writes it, or refused, never silently
/// accepted. Only in clusters that we assemble; a server whose controllers may be anybody's
/// says nothing.
@NullMarked
package io.djong.apiserver.admission.unhonoured;

import org.jspecify.annotations.NullMarked;
