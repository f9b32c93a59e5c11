/// LimitRanger: defaults and bounds of what pods in a namespace ask for.
@NullMarked
package io.djong.apiserver.admission.limits;

import org.jspecify.annotations.NullMarked;
