package io.djong.api.validation.kinds;

import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.Ingress;
import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.NetworkPolicy;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.api.validation.networking.IngressClassRules;
import io.djong.api.validation.networking.IngressRules;
import io.djong.api.validation.networking.IpAddressRules;
import io.djong.api.validation.networking.NetworkPolicyRules;
import io.djong.api.validation.networking.ServiceCidrRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `networking.k8s.io`.
final class NetworkingKinds {
    private NetworkingKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(Ingress.class, IngressRules::create)
                        .update(IngressRules::update)
                        .status(IngressRules::updateStatus),
                KindRules.of(IngressClass.class, IngressClassRules::create).update(IngressClassRules::update),
                KindRules.of(NetworkPolicy.class, NetworkPolicyRules::create).update(NetworkPolicyRules::update),
                KindRules.of(IPAddress.class, IpAddressRules::create).update(IpAddressRules::update),
                KindRules.of(ServiceCIDR.class, ServiceCidrRules::create)
                        .update(ServiceCidrRules::update)
                        .status(ServiceCidrRules::updateStatus));
    }
}
