@NullMarked
package io.djong.api.validation.apiextensions.schema;

import org.jspecify.annotations.NullMarked;
