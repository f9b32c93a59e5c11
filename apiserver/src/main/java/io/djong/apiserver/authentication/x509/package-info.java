/// Client certificates: the common name is the user, the organisations are its groups.
@NullMarked
package io.djong.apiserver.authentication.x509;

import org.jspecify.annotations.NullMarked;
