/// Rules for what versions objects are stored in, and for their migration.
@NullMarked
package io.djong.api.validation.migration;

import org.jspecify.annotations.NullMarked;
