/// What is wrong with an object, as values: paths, errors with upstream's exact wording, and the formats of names,
/// ports, addresses and numbers that all kinds share. The rules of the kinds are in the packages below this one.
@NullMarked
package io.djong.api.validation;

import org.jspecify.annotations.NullMarked;
