/// Rules of autoscalers and of what they change.
@NullMarked
package io.djong.api.validation.autoscaling;

import org.jspecify.annotations.NullMarked;
