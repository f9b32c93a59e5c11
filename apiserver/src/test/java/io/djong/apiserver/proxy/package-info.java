@NullMarked
package io.djong.apiserver.proxy;

import org.jspecify.annotations.NullMarked;
