/// Any input for every kind that is served: what it becomes on its way into the store and out of it.
@NullMarked
package io.djong.apiserver.fuzz;

import org.jspecify.annotations.NullMarked;
