@NullMarked
package io.djong.apiserver.server;

import org.jspecify.annotations.NullMarked;
