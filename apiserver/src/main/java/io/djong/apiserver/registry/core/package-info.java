/// Declarations of the core group's resources, one a file.
@NullMarked
package io.djong.apiserver.registry.core;

import org.jspecify.annotations.NullMarked;
