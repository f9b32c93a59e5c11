/// Rules of workloads.
@NullMarked
package io.djong.api.validation.apps;

import org.jspecify.annotations.NullMarked;
