/// Rules of priorities, of groups of pods that are scheduled together, and of workloads that have them.
@NullMarked
package io.djong.api.validation.scheduling;

import org.jspecify.annotations.NullMarked;
