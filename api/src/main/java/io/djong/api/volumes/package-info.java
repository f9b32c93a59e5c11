/// What can be told of a persistent volume, or of a claim to one, from the object alone.
@NullMarked
package io.djong.api.volumes;

import org.jspecify.annotations.NullMarked;
