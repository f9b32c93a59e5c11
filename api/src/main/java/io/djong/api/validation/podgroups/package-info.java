/// Rules for groups of pods that are scheduled together, and for workloads that have them.
@NullMarked
package io.djong.api.validation.podgroups;

import org.jspecify.annotations.NullMarked;
