/// Declarations of the resources of `batch`, one a file.
@NullMarked
package io.djong.apiserver.registry.batch;

import org.jspecify.annotations.NullMarked;
