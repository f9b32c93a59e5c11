package io.djong.controllermanager.endpointslice;

import io.djong.api.types.discovery.v1.EndpointSlice;

/// One effect on one slice.
sealed interface Step {
    /// Its name is left to the server. Not performed for a Service that is being deleted.
    record Create(EndpointSlice slice) implements Step {}

    record Update(EndpointSlice slice) implements Step {}

    record Delete(EndpointSlice slice) implements Step {}
}
