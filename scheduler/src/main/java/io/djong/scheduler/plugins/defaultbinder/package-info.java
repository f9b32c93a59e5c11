/// Binds through the API server.
@NullMarked
package io.djong.scheduler.plugins.defaultbinder;

import org.jspecify.annotations.NullMarked;
