/// May they do it: authorisers are asked in order, the first that decides wins, and nobody deciding means
/// no.
@NullMarked
package io.djong.apiserver.authorization;

import org.jspecify.annotations.NullMarked;
