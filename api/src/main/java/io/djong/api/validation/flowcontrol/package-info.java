/// Rules of flow schemas and priority levels.
@NullMarked
package io.djong.api.validation.flowcontrol;

import org.jspecify.annotations.NullMarked;
