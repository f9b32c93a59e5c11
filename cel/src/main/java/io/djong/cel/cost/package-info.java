/// What a checked expression costs at most, in units of about 50 ns: the estimate by which upstream
/// decides whether an expression may be stored. The algorithm is that of cel-go 0.26 with the prices
/// of Kubernetes' functions; numbers are equal to upstream's, its quirks included, since a limit that
/// differs refuses what upstream takes.
@NullMarked
package io.djong.cel.cost;

import org.jspecify.annotations.NullMarked;
