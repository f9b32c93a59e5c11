@NullMarked
package io.djong.apiserver.options;

import org.jspecify.annotations.NullMarked;
