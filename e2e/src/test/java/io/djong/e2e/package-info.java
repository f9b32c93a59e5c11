/// What a user meets, with nothing simulated: the distribution as it ships, real processes, a real kernel.
@NullMarked
package io.djong.e2e;

import org.jspecify.annotations.NullMarked;
