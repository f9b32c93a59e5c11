@NullMarked
package io.djong.apiserver.admission;

import org.jspecify.annotations.NullMarked;
