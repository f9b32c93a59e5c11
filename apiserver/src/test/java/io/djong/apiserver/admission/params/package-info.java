@NullMarked
package io.djong.apiserver.admission.params;

import org.jspecify.annotations.NullMarked;
