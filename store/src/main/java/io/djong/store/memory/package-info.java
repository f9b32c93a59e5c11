/// The engine without a disk, for tests and simulations: the state is one immutable value, so a fork is a
/// pointer.
@NullMarked
package io.djong.store.memory;

import org.jspecify.annotations.NullMarked;
