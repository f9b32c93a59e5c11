/// Tests of what is asked for below a pod.
@NullMarked
package io.djong.apiserver.registry.pods;

import org.jspecify.annotations.NullMarked;
