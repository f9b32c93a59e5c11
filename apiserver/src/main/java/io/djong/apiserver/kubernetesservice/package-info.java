/// The Service `kubernetes` in the namespace `default`, by which pods find the API server: its spec, its
/// Endpoints and its EndpointSlice, kept as upstream's controller and lease reconciler keep them. Each
/// server holds a lease in the store (`/registry/masterleases/IP`, 15 s); the addresses are those of the
/// leases.
@NullMarked
package io.djong.apiserver.kubernetesservice;

import org.jspecify.annotations.NullMarked;
