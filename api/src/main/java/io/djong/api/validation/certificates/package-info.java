/// Rules of certificate signing requests and trust bundles.
@NullMarked
package io.djong.api.validation.certificates;

import org.jspecify.annotations.NullMarked;
