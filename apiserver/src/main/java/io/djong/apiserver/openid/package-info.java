/// Who signs tokens of service accounts, for those outside of the cluster who want to check them: OpenID
/// Connect Discovery's document and the public keys. Upstream: "Service account issuer discovery".
@NullMarked
package io.djong.apiserver.openid;

import org.jspecify.annotations.NullMarked;
