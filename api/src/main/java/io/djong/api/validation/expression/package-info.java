/// What the rules ask of whoever compiles expressions: they are handed in, since the objects themselves
/// know no expression language.
@NullMarked
package io.djong.api.validation.expression;

import org.jspecify.annotations.NullMarked;
