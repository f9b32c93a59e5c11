@NullMarked
package io.djong.apiserver.registry;

import org.jspecify.annotations.NullMarked;
