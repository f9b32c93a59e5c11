/// Which resources are served; each is declared in the package of its group.
@NullMarked
package io.djong.apiserver.registry;

import org.jspecify.annotations.NullMarked;
