@NullMarked
package io.djong.apiserver.content;

import org.jspecify.annotations.NullMarked;
