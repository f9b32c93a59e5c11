@NullMarked
package io.djong.apiserver.resource;

import org.jspecify.annotations.NullMarked;
