/// NodeRestriction: a kubelet writes only about its own node and the pods on it, and cannot give itself
/// rights by what
/// it writes. Upstream: plugin/pkg/admission/noderestriction, KEP-279.
@NullMarked
package io.djong.apiserver.admission.noderestriction;

import org.jspecify.annotations.NullMarked;
