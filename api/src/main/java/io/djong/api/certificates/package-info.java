/// What stands in certificate signing requests and certificates, as far as rules ask for it. Nothing here signs.
@NullMarked
package io.djong.api.certificates;

import org.jspecify.annotations.NullMarked;
