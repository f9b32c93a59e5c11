/// LimitRanger: what pods in a namespace ask for gets defaults and stays within bounds, as the
/// namespace's LimitRanges say. Pods are looked at when they are created, claims for volumes also when
/// they change.
@NullMarked
package io.djong.apiserver.admission.limits;

import org.jspecify.annotations.NullMarked;
