package io.djong.apiserver.registry.networking;

import io.djong.api.codec.SameShape;
import io.djong.api.types.meta.v1.TableColumnDefinition;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.networking.v1beta1.NetworkingV1Beta1;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Columns;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// To whom the addresses of service ranges belong.
public final class IpAddresses {
    private IpAddresses() {}

    /// The declaration.
    public static ResourceDeclaration<IPAddress> declaration() {
        return ResourceDeclaration.of(
                        NetworkingV1.IP_ADDRESSES, "/registry/ipaddresses", new AddressStrategy(), new AddressColumns())
                .withAlternate(new AlternateVersion<>(
                        NetworkingV1Beta1.IP_ADDRESSES, IpAddresses::toBeta, IpAddresses::fromBeta));
    }

    private static io.djong.api.types.networking.v1beta1.IPAddress toBeta(IPAddress object) {
        return SameShape.convert(object, IPAddress.TYPE, io.djong.api.types.networking.v1beta1.IPAddress.TYPE);
    }

    private static IPAddress fromBeta(io.djong.api.types.networking.v1beta1.IPAddress object) {
        return SameShape.convert(object, io.djong.api.types.networking.v1beta1.IPAddress.TYPE, IPAddress.TYPE);
    }

    private static String parent(IPAddress address) {
        var parent = address.spec().parentRef();
        if (parent == null) {
            return Cells.NONE;
        }
        String resource = parent.group().isEmpty() ? parent.resource() : parent.resource() + "." + parent.group();
        String namespace = parent.namespace().isEmpty() ? "" : "/" + parent.namespace();
        return resource.toLowerCase(Locale.ROOT) + namespace + "/" + parent.name();
    }

    private static final class AddressStrategy implements Strategy<IPAddress> {}

    /// Upstream's rows have an age that no column is declared for.
    private static final class AddressColumns implements Columns<IPAddress> {
        private final List<TableColumnDefinition> definitions = ColumnTable.<IPAddress>named()
                .text("ParentRef", "Who has it.", IpAddresses::parent)
                .definitions();

        @Override
        public List<TableColumnDefinition> definitions() {
            return definitions;
        }

        @Override
        public List<Object> cells(IPAddress address, Instant now) {
            var meta = address.metadata();
            return List.of(meta.name(), parent(address), Ages.since(meta.creationTimestamp(), now));
        }
    }
}
