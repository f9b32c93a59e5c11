/// Declarations of the resources of `autoscaling`, one a file.
@NullMarked
package io.djong.apiserver.registry.autoscaling;

import org.jspecify.annotations.NullMarked;
