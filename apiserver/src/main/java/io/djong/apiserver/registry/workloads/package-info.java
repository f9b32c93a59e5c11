/// Declarations of the core group's resources that make pods from templates, one a file.
@NullMarked
package io.djong.apiserver.registry.workloads;

import org.jspecify.annotations.NullMarked;
