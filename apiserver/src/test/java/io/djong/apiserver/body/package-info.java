@NullMarked
package io.djong.apiserver.body;

import org.jspecify.annotations.NullMarked;
