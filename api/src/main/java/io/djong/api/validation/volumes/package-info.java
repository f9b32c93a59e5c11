/// The rules of persistent volumes and of the claims to them.
@NullMarked
package io.djong.api.validation.volumes;

import org.jspecify.annotations.NullMarked;
