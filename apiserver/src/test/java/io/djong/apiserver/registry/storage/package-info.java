/// Tests of the resources about volumes.
@NullMarked
package io.djong.apiserver.registry.storage;

import org.jspecify.annotations.NullMarked;
