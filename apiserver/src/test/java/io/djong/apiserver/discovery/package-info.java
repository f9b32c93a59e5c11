@NullMarked
package io.djong.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
