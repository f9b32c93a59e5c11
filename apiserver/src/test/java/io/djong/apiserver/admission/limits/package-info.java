@NullMarked
package io.djong.apiserver.admission.limits;

import org.jspecify.annotations.NullMarked;
