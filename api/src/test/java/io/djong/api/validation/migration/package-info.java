@NullMarked
package io.djong.api.validation.migration;

import org.jspecify.annotations.NullMarked;
