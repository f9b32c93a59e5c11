/// Clients that meet bad days: watches that end, writes that lose, answers that take their time.
@NullMarked
package io.djong.simulation.fault;

import org.jspecify.annotations.NullMarked;
