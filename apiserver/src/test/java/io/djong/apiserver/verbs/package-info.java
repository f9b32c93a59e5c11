@NullMarked
package io.djong.apiserver.verbs;

import org.jspecify.annotations.NullMarked;
