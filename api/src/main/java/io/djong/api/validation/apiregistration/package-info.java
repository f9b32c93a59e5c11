/// Groups and versions that other servers answer for: `apiregistration.k8s.io`.
@NullMarked
package io.djong.api.validation.apiregistration;

import org.jspecify.annotations.NullMarked;
