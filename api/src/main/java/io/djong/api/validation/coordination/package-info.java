/// Rules of leases and of those who want one.
@NullMarked
package io.djong.api.validation.coordination;

import org.jspecify.annotations.NullMarked;
