/// Options of components: each declared once with its flag, file key, default, unit and check; read
/// from a command line in upstream's style and from a parsed file; errors are values that say
/// where, what, and what is allowed.
@NullMarked
package io.djong.base.config;

import org.jspecify.annotations.NullMarked;
