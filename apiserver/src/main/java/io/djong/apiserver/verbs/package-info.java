/// The HTTP side of the verbs: from a request about a resource to a call of the generic machine, and back.
@NullMarked
package io.djong.apiserver.verbs;

import org.jspecify.annotations.NullMarked;
