/// What was written, in order: the fingerprint by which two runs are compared.
@NullMarked
package io.djong.simulation.history;

import org.jspecify.annotations.NullMarked;
