@NullMarked
package io.djong.apiserver.cache;

import org.jspecify.annotations.NullMarked;
