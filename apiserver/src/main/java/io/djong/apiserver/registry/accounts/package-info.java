/// What can be asked for below a service account: a token.
@NullMarked
package io.djong.apiserver.registry.accounts;

import org.jspecify.annotations.NullMarked;
