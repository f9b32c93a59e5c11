@NullMarked
package io.djong.apiserver.componentstatus;

import org.jspecify.annotations.NullMarked;
