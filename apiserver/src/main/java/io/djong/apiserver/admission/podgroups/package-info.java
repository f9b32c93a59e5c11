/// What is decided about groups of pods when they are created.
@NullMarked
package io.djong.apiserver.admission.podgroups;

import org.jspecify.annotations.NullMarked;
