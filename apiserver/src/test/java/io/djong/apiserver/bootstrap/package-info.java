@NullMarked
package io.djong.apiserver.bootstrap;

import org.jspecify.annotations.NullMarked;
