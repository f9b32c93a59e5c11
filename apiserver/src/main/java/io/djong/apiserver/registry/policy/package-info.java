/// Declarations of the resources of `policy`, one a file.
@NullMarked
package io.djong.apiserver.registry.policy;

import org.jspecify.annotations.NullMarked;
