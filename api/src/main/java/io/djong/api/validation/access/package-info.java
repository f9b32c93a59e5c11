/// Rules of reviews of access and of requests for tokens.
@NullMarked
package io.djong.api.validation.access;

import org.jspecify.annotations.NullMarked;
