/// Clients that meet bad days, by chance and from a seed: requests and answers that are lost, refusals, conflicts,
/// delays, watches that break.
@NullMarked
package io.djong.simulation.fault;

import org.jspecify.annotations.NullMarked;
