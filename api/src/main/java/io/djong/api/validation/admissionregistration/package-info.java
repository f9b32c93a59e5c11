/// Webhooks and policies that are asked about writes: `admissionregistration.k8s.io`.
@NullMarked
package io.djong.api.validation.admissionregistration;

import org.jspecify.annotations.NullMarked;
