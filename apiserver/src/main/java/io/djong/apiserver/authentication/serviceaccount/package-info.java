/// Tokens of service accounts: signed claims, bound to objects that must still exist.
@NullMarked
package io.djong.apiserver.authentication.serviceaccount;

import org.jspecify.annotations.NullMarked;
