@NullMarked
package io.djong.api.validation.devices;

import org.jspecify.annotations.NullMarked;
