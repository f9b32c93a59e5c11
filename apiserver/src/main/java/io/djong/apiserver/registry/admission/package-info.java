/// The kinds of `admissionregistration.k8s.io`: webhooks and policies that are asked about writes.
@NullMarked
package io.djong.apiserver.registry.admission;

import org.jspecify.annotations.NullMarked;
