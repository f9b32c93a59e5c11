package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Addresses behind services in the old form; EndpointSlices are the new one.
public final class EndpointsKind {
    private static final int SHOWN = 3;

    private EndpointsKind() {}

    /// The declaration.
    public static ResourceDeclaration<Endpoints> declaration() {
        var columns = ColumnTable.<Endpoints>named()
                .text("Endpoints", "Addresses and ports that are ready.", EndpointsKind::addresses)
                .age();
        return ResourceDeclaration.of(
                CoreV1.ENDPOINTS, "/registry/services/endpoints", new EndpointsStrategy(), columns);
    }

    private static String addresses(Endpoints endpoints) {
        var shown = new ArrayList<String>();
        var count = 0;
        for (var subset : endpoints.subsets()) {
            for (var port : subset.ports()) {
                for (var address : subset.addresses()) {
                    if (count++ < SHOWN) {
                        shown.add(hostPort(address.ip(), port.port()));
                    }
                }
            }
            if (subset.ports().isEmpty()) {
                for (var address : subset.addresses()) {
                    if (count++ < SHOWN) {
                        shown.add(address.ip());
                    }
                }
            }
        }
        var text = String.join(",", shown);
        return Cells.orNone(count > SHOWN ? text + " + " + (count - SHOWN) + " more..." : text);
    }

    private static final class EndpointsStrategy implements Strategy<Endpoints> {
        @Override
        public boolean allowsCreateOnUpdate() {
            return true;
        }

        @Override
        public List<String> warningsOnCreate(Endpoints endpoints) {
            return AddressSentences.of(endpoints);
        }

        @Override
        public List<String> warningsOnUpdate(Endpoints endpoints, Endpoints old) {
            return AddressSentences.of(endpoints);
        }
    }

    private static String hostPort(String ip, int port) {
        return ip.indexOf(':') >= 0 ? "[" + ip + "]:" + port : ip + ":" + port;
    }
}
