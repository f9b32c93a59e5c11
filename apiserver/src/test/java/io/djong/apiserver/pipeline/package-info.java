@NullMarked
package io.djong.apiserver.pipeline;

import org.jspecify.annotations.NullMarked;
