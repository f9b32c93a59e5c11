package io.djong.controllermanager.endpointslice;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;

/// What the controller knows of one Service when it decides.
///
/// @param pods those that the selector matches
/// @param nodes the nodes of those pods, as far as they exist, by name
/// @param slices those that this controller manages for the Service, none of them being deleted
/// @param endpointsMax endpoints of one slice
record SliceView(
        Service service, List<Pod> pods, Map<String, Node> nodes, List<EndpointSlice> slices, int endpointsMax) {
    SliceView {
        pods = List.copyOf(pods);
        nodes = Map.copyOf(nodes);
        slices = List.copyOf(slices);
    }
}
