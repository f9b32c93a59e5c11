/// What the cluster's zone answers: records computed from Services and EndpointSlices, without any I/O. Source: the
/// Kubernetes DNS specification 1.1.0, and CoreDNS's plugin `kubernetes` where it says more.
@NullMarked
package io.djong.dns.zone;

import org.jspecify.annotations.NullMarked;
