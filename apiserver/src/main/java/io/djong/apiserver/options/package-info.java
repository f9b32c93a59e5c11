/// The flags of `djong apiserver`, and what they mean: keys and certificates read from files, or made
/// where there are none.
@NullMarked
package io.djong.apiserver.options;

import org.jspecify.annotations.NullMarked;
