/// The client that is in the same process: authorisation, admission and validation apply, TLS and
/// encoding do not.
@NullMarked
package io.djong.apiserver.loopback;

import org.jspecify.annotations.NullMarked;
