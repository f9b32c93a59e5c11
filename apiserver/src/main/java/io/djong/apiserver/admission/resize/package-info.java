/// What running pods may get more of.
@NullMarked
package io.djong.apiserver.admission.resize;

import org.jspecify.annotations.NullMarked;
