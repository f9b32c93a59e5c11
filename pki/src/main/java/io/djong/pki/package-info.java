/// Keys, certificate authorities, certificate requests, certificates and JSON web tokens.
///
/// Promises: reads every private key form that upstream reads (PKCS#8, PKCS#1, SEC1), issues certificates whose
/// shape upstream's components accept, and never lets malformed input out as anything but a [PkiException] whose
/// message is a sentence. No clock is read here: each method that needs the time takes it. Secrets and serials come
/// from [java.security.SecureRandom]; a simulated cluster uses [FixedTestKeys].
@NullMarked
package io.djong.pki;

import org.jspecify.annotations.NullMarked;
