/// Keeps the EndpointSlices of each Service that has a selector: which pods answer for it, on which ports.
///
/// Promises: one set of slices per address family and port mapping, at most `--max-endpoints-per-slice` endpoints
/// in each; changes touch as few slices as possible; a Service always has at least one slice per family, if only an
/// empty one; labels follow the Service's. Slices that others manage are left alone. Zone and node hints follow
/// `trafficDistribution`; hints in proportion to CPUs (annotation `service.kubernetes.io/topology-mode`) are not
/// made. Upstream: <https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/>,
/// `k8s.io/endpointslice`.
@NullMarked
package io.djong.controllermanager.endpointslice;

import org.jspecify.annotations.NullMarked;
