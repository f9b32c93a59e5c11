@NullMarked
package io.djong.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
