/// Autoscalers.
@NullMarked
package io.djong.api.validation.autoscaling;

import org.jspecify.annotations.NullMarked;
