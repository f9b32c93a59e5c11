@NullMarked
package io.djong.apiserver.flowcontrol;

import org.jspecify.annotations.NullMarked;
