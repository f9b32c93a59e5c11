/// Feature gates: which are known, which are on, and what `--feature-gates` says.
@NullMarked
package io.djong.base.features;

import org.jspecify.annotations.NullMarked;
