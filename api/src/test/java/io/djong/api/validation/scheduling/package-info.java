@NullMarked
package io.djong.api.validation.scheduling;

import org.jspecify.annotations.NullMarked;
