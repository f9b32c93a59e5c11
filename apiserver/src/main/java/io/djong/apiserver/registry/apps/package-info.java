/// Declarations of the resources of `apps`, one a file.
@NullMarked
package io.djong.apiserver.registry.apps;

import org.jspecify.annotations.NullMarked;
