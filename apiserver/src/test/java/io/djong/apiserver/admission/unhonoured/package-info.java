@NullMarked
package io.djong.apiserver.admission.unhonoured;

import org.jspecify.annotations.NullMarked;
