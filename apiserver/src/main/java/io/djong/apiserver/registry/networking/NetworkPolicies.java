package io.djong.apiserver.registry.networking;

import io.djong.api.types.networking.v1.NetworkPolicy;
import io.djong.api.types.networking.v1.NetworkPolicyPeer;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.validation.AddressWarnings;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.GenerationStrategy;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.ArrayList;
import java.util.List;

/// Which pods may speak with whom. Nothing of ours enforces them yet.
public final class NetworkPolicies {
    private static final FieldPath SPEC = FieldPath.of("spec");

    private NetworkPolicies() {}

    /// The declaration.
    public static ResourceDeclaration<NetworkPolicy> declaration() {
        return ResourceDeclaration.of(
                        NetworkingV1.NETWORK_POLICIES, "/registry/networkpolicies", new PolicyStrategy(), columns())
                .unenforced();
    }

    private static ColumnTable<NetworkPolicy> columns() {
        return ColumnTable.<NetworkPolicy>named()
                .text(
                        "Pod-Selector",
                        "Which pods it is about.",
                        policy -> Cells.selector(policy.spec().podSelector()))
                .age();
    }

    private static List<String> warnings(NetworkPolicy policy) {
        var sentences = new ArrayList<String>(0);
        var spec = policy.spec();
        for (int i = 0; i < spec.ingress().size(); i++) {
            peers(
                    sentences,
                    SPEC.child("ingress").index(i).child("from"),
                    spec.ingress().get(i).from());
        }
        for (int i = 0; i < spec.egress().size(); i++) {
            peers(
                    sentences,
                    SPEC.child("egress").index(i).child("to"),
                    spec.egress().get(i).to());
        }
        return sentences;
    }

    private static void peers(List<String> sentences, FieldPath path, List<NetworkPolicyPeer> peers) {
        for (int i = 0; i < peers.size(); i++) {
            var block = peers.get(i).ipBlock();
            if (block == null) {
                continue;
            }
            var at = path.index(i).child("ipBlock");
            sentences.addAll(AddressWarnings.cidr(at.child("cidr"), block.cidr()));
            for (int j = 0; j < block.except().size(); j++) {
                sentences.addAll(AddressWarnings.cidr(
                        at.child("except").index(j), block.except().get(j)));
            }
        }
    }

    private static final class PolicyStrategy extends GenerationStrategy<NetworkPolicy> {
        PolicyStrategy() {
            super(NetworkPolicy::spec, NetworkPolicy.EMPTY, (policy, of) -> policy);
        }

        @Override
        public List<String> warningsOnCreate(NetworkPolicy policy) {
            return warnings(policy);
        }

        @Override
        public List<String> warningsOnUpdate(NetworkPolicy policy, NetworkPolicy old) {
            return warnings(policy);
        }
    }
}
