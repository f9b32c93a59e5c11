/// Who we are and whom we trust, reloadable: certificates come from suppliers that are asked for every new
/// connection. BoringSSL when its native library is present, else the JDK's TLS.
@NullMarked
package io.djong.http.tls;

import org.jspecify.annotations.NullMarked;
