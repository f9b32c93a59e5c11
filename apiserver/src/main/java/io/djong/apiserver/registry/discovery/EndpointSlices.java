package io.djong.apiserver.registry.discovery;

import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.validation.AddressWarnings;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Some of the addresses behind a service.
public final class EndpointSlices {
    private static final int SHOWN = 3;
    private static final String UNSET = "<unset>";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final List<String> CONTROLLERS =
            List.of("endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io");

    private EndpointSlices() {}

    /// The declaration.
    public static ResourceDeclaration<EndpointSlice> declaration() {
        var columns = ColumnTable.<EndpointSlice>named()
                .text("AddressType", "What its addresses are.", EndpointSlice::addressType)
                .text("Ports", "The ports that its endpoints serve.", EndpointSlices::ports)
                .text("Endpoints", "Its addresses.", EndpointSlices::addresses)
                .age();
        return ResourceDeclaration.of(
                DiscoveryV1.ENDPOINT_SLICES, "/registry/endpointslices", new SliceStrategy(), columns);
    }

    private static String ports(EndpointSlice slice) {
        var shown = new ArrayList<String>();
        for (var port : slice.ports()) {
            if (shown.size() == SHOWN) {
                return String.join(",", shown) + " + " + (slice.ports().size() - SHOWN) + " more...";
            }
            var name = port.name() == null ? "" : port.name();
            shown.add(port.port() != null ? Integer.toString(port.port()) : name.isEmpty() ? "*" : name);
        }
        return shown.isEmpty() ? UNSET : String.join(",", shown);
    }

    private static String addresses(EndpointSlice slice) {
        var shown = new ArrayList<String>();
        var count = 0;
        for (var endpoint : slice.endpoints()) {
            for (var address : endpoint.addresses()) {
                if (count++ < SHOWN) {
                    shown.add(address);
                }
            }
        }
        if (shown.isEmpty()) {
            return UNSET;
        }
        var text = String.join(",", shown);
        return count > SHOWN ? text + " + " + (count - SHOWN) + " more..." : text;
    }

    private static final class SliceStrategy implements Strategy<EndpointSlice> {
        @Override
        public EndpointSlice prepareForCreate(EndpointSlice slice, OperationContext context) {
            return Metadata.with(withoutTopology(slice), meta -> meta.withGeneration(1));
        }

        @Override
        public List<String> warningsOnCreate(EndpointSlice slice) {
            var sentences = new ArrayList<String>(0);
            if (slice.addressType().equals("FQDN")) {
                sentences.add("spec.addressType: FQDN endpoints are deprecated");
            }
            sentences.addAll(unusualAddresses(slice));
            return sentences;
        }

        @Override
        public List<String> warningsOnUpdate(EndpointSlice slice, EndpointSlice old) {
            return unusualAddresses(slice);
        }

        private static List<String> unusualAddresses(EndpointSlice slice) {
            if (CONTROLLERS.contains(slice.metadata().labels().getOrDefault(MANAGED_BY, ""))) {
                return List.of();
            }
            var sentences = new ArrayList<String>(0);
            for (int i = 0; i < slice.endpoints().size(); i++) {
                var path = FieldPath.of("endpoints").index(i).child("addresses");
                var addresses = slice.endpoints().get(i).addresses();
                for (int j = 0; j < addresses.size(); j++) {
                    sentences.addAll(AddressWarnings.ip(path.index(j), addresses.get(j)));
                }
            }
            return sentences;
        }

        /// The topology of the beta versions is no more.
        private static EndpointSlice withoutTopology(EndpointSlice slice) {
            return slice.withEndpoints(slice.endpoints().stream()
                    .map(endpoint -> endpoint.withDeprecatedTopology(Map.of()))
                    .toList());
        }

        /// The generation counts changes of the endpoints and ports, and of the labels.
        @Override
        public EndpointSlice prepareForUpdate(EndpointSlice sent, EndpointSlice old, OperationContext context) {
            var slice = sent.endpoints().equals(old.endpoints()) ? sent : withoutTopology(sent);
            var same = sent.endpoints().equals(old.endpoints())
                    && slice.addressType().equals(old.addressType())
                    && slice.ports().equals(old.ports())
                    && slice.metadata().labels().equals(old.metadata().labels());
            return same
                    ? slice
                    : Metadata.with(
                            slice, meta -> meta.withGeneration(old.metadata().generation() + 1));
        }
    }
}
