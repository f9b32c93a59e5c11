@NullMarked
package io.djong.api.validation.podgroups;

import org.jspecify.annotations.NullMarked;
