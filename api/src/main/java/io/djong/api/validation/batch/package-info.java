/// Jobs, and jobs on a schedule.
@NullMarked
package io.djong.api.validation.batch;

import org.jspecify.annotations.NullMarked;
