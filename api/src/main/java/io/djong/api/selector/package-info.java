/// Label selectors and field selectors in their text form: parsed with upstream's grammar and errors, matched against
/// labels or fields, printed.
@NullMarked
package io.djong.api.selector;

import org.jspecify.annotations.NullMarked;
