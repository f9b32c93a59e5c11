/// Keeps the Endpoints of each Service that has a selector: the addresses of its pods in the older form, beside
/// EndpointSlices, for clients that still read it.
///
/// Promises: one Endpoints object per Service, of its first address family; at most 1,000 addresses, ready ones
/// first, and an annotation when there are more; what a Service leaves behind is deleted. Upstream:
/// <https://kubernetes.io/docs/concepts/services-networking/service/#endpoints>, `pkg/controller/endpoint`.
@NullMarked
package io.djong.controllermanager.endpoints;

import org.jspecify.annotations.NullMarked;
