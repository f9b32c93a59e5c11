/// In which versions objects are stored, and orders to write them again.
@NullMarked
package io.djong.apiserver.registry.migration;

import org.jspecify.annotations.NullMarked;
