/// Which of the built-in APIs a server offers: what `--runtime-config`, `--feature-gates` and
/// `--serve-unenforced` decide.
@NullMarked
package io.djong.apiserver.enablement;

import org.jspecify.annotations.NullMarked;
