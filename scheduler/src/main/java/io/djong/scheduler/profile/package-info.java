/// Which plug-ins run, in which order and with which weights, for the pods of one scheduler name;
/// and the configuration that says so.
@NullMarked
package io.djong.scheduler.profile;

import org.jspecify.annotations.NullMarked;
