/// Rules of the core group: pods and their parts, services, nodes, configuration, events.
@NullMarked
package io.djong.api.validation.core;

import org.jspecify.annotations.NullMarked;
