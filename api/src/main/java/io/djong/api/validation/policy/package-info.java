/// Budgets for disruptions.
@NullMarked
package io.djong.api.validation.policy;

import org.jspecify.annotations.NullMarked;
