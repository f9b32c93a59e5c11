package io.djong.apiserver.registry.networking;

import io.djong.api.codec.SameShape;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.api.types.networking.v1.ServiceCIDRStatus;
import io.djong.api.types.networking.v1beta1.NetworkingV1Beta1;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// Ranges from which services get their addresses.
public final class ServiceCidrs {
    private ServiceCidrs() {}

    /// The declaration.
    public static ResourceDeclaration<ServiceCIDR> declaration() {
        return ResourceDeclaration.of(
                        NetworkingV1.SERVICE_CIDRS, "/registry/servicecidrs", new RangeStrategy(), columns())
                .withSubresources(List.of(PartView.status(
                        ServiceCIDR.TYPE,
                        (current, sent) -> Metadata.forStatus(sent.withSpec(current.spec()), current))))
                .withAlternate(new AlternateVersion<>(
                        NetworkingV1Beta1.SERVICE_CIDRS, ServiceCidrs::toBeta, ServiceCidrs::fromBeta));
    }

    private static io.djong.api.types.networking.v1beta1.ServiceCIDR toBeta(ServiceCIDR object) {
        return SameShape.convert(object, ServiceCIDR.TYPE, io.djong.api.types.networking.v1beta1.ServiceCIDR.TYPE);
    }

    private static ServiceCIDR fromBeta(io.djong.api.types.networking.v1beta1.ServiceCIDR object) {
        return SameShape.convert(object, io.djong.api.types.networking.v1beta1.ServiceCIDR.TYPE, ServiceCIDR.TYPE);
    }

    private static ColumnTable<ServiceCIDR> columns() {
        return ColumnTable.<ServiceCIDR>named()
                .text(
                        "CIDRs",
                        "The range, or one of each family.",
                        range -> String.join(",", range.spec().cidrs()))
                .age();
    }

    private static final class RangeStrategy implements Strategy<ServiceCIDR> {
        @Override
        public ServiceCIDR prepareForCreate(ServiceCIDR range, OperationContext context) {
            return range.withStatus(ServiceCIDRStatus.EMPTY);
        }

        @Override
        public ServiceCIDR prepareForUpdate(ServiceCIDR range, ServiceCIDR old, OperationContext context) {
            return range.withStatus(old.status());
        }
    }
}
