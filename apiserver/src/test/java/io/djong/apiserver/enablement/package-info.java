@NullMarked
package io.djong.apiserver.enablement;

import org.jspecify.annotations.NullMarked;
