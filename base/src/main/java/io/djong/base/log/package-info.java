/// Logs: a constant sentence, variables as keys from one enum, and upstream's text and JSON forms.
/// Where lines go is decided by the program (module `djong`), which gives `System.Logger` a finder
/// that makes [StructuredLogger]s.
@NullMarked
package io.djong.base.log;

import org.jspecify.annotations.NullMarked;
