@NullMarked
package io.djong.apiserver.conformance;

import org.jspecify.annotations.NullMarked;
