/// Tokens from a file.
@NullMarked
package io.djong.apiserver.authentication.token;

import org.jspecify.annotations.NullMarked;
