/// Who is asking: authenticators that turn a client certificate or a bearer token into a [User].
@NullMarked
package io.djong.apiserver.authentication;

import org.jspecify.annotations.NullMarked;
