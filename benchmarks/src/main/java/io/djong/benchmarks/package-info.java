/// Programs that measure; each says in its comment what, and how to call it.
@NullMarked
package io.djong.benchmarks;

import org.jspecify.annotations.NullMarked;
