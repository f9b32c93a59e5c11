@NullMarked
package io.djong.apiserver.watch;

import org.jspecify.annotations.NullMarked;
