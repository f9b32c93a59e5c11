/// What can be said of a Service by looking at it.
@NullMarked
package io.djong.api.services;

import org.jspecify.annotations.NullMarked;
