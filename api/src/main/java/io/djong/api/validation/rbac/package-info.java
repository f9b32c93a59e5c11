/// Rules of roles and bindings, and of the reviews that ask for access.
@NullMarked
package io.djong.api.validation.rbac;

import org.jspecify.annotations.NullMarked;
