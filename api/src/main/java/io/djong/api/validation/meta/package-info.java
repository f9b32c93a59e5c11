/// Rules for what all kinds have: object metadata, label selectors, conditions, options of requests.
@NullMarked
package io.djong.api.validation.meta;

import org.jspecify.annotations.NullMarked;
