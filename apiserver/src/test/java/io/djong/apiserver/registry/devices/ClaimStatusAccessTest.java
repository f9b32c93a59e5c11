package io.djong.apiserver.registry.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.NodeSelector;
import io.djong.api.types.core.v1.NodeSelectorRequirement;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.resource.v1.AllocatedDeviceStatus;
import io.djong.api.types.resource.v1.AllocationResult;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimConsumerReference;
import io.djong.api.types.resource.v1.ResourceClaimStatus;
import io.djong.api.validation.FieldError;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.request.SentForm;
import io.djong.apiserver.request.Warnings;
import io.djong.client.WriteOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who may write which part of a claim's status, in upstream's words.
class ClaimStatusAccessTest {
    private static final User ANN = User.of("ann");
    private static final User DRIVER = new User(
            "system:serviceaccount:n:driver",
            "",
            List.of(),
            Map.of("authentication.kubernetes.io/node-name", List.of("n1")));
    private static final ResourceClaimStatus ALLOCATED =
            ResourceClaimStatus.EMPTY.withAllocation(AllocationResult.EMPTY.withNodeSelector(on("n1")));
    private static final AllocatedDeviceStatus DEVICE =
            AllocatedDeviceStatus.EMPTY.withDriver("d.example").withPool("p").withDevice("d0");
    private static final String BINDING = "status.allocation: Forbidden: changing status.allocation or"
            + " status.reservedFor requires resource=\"resourceclaims/binding\", verb=\"patch\" permission: ";

    private static NodeSelector on(String node) {
        var field = new NodeSelectorRequirement("metadata.name", "In", List.of(node));
        return NodeSelector.EMPTY.withNodeSelectorTerms(
                List.of(NodeSelectorTerm.EMPTY.withMatchFields(List.of(field))));
    }

    @Test
    void whoBindsMayDoSoEverywhere() {
        assertThat(wrong(ANN, "patch", Set.of(), ALLOCATED, ResourceClaimStatus.EMPTY))
                .containsExactly(BINDING + "resourceclaims.resource.k8s.io is forbidden: User \"ann\" cannot patch"
                        + " resource \"resourceclaims/binding\" in API group \"resource.k8s.io\" at the cluster scope");
        assertThat(wrong(ANN, "patch", Set.of("patch binding  "), ALLOCATED, ResourceClaimStatus.EMPTY))
                .isEmpty();
        var used = ALLOCATED.withReservedFor(List.of(ResourceClaimConsumerReference.EMPTY.withName("p")));
        assertThat(wrong(ANN, "patch", Set.of(), used, ALLOCATED)).hasSize(1);
        assertThat(wrong(ANN, "patch", Set.of(), used, used)).isEmpty();
    }

    @Test
    void aDriverSpeaksForItself() {
        var told = ALLOCATED.withDevices(List.of(DEVICE));
        var why = "status.devices: Forbidden: changing status.devices requires resource=\"resourceclaims/driver\","
                + " verb=\"[arbitrary-node:update]\" permission: resourceclaims.resource.k8s.io \"d.example\" is"
                + " forbidden: User \"ann\" cannot arbitrary-node:update resource \"resourceclaims/driver\" in API"
                + " group \"resource.k8s.io\" in the namespace \"n\"";
        assertThat(wrong(ANN, "", Set.of(), told, ALLOCATED)).containsExactly(why);
        assertThat(wrong(ANN, "", Set.of(), ALLOCATED, told))
                .as("what it said is taken away")
                .containsExactly(why);
        assertThat(wrong(ANN, "", Set.of("arbitrary-node:update driver n d.example"), told, ALLOCATED))
                .isEmpty();
        assertThat(wrong(ANN, "", Set.of("associated-node:update driver n d.example"), told, ALLOCATED))
                .hasSize(1);
        assertThat(wrong(ANN, "", Set.of(), told, told)).isEmpty();
    }

    @Test
    void aDriverOnTheNodeNeedsLess() {
        var rights = Set.of("associated-node:update driver n d.example");
        var told = ALLOCATED.withDevices(List.of(DEVICE));
        assertThat(wrong(DRIVER, "update", rights, told, ALLOCATED)).isEmpty();
        assertThat(wrong(DRIVER, "update", Set.of(), told, ALLOCATED))
                .singleElement()
                .asString()
                .contains("verb=\"[associated-node:update arbitrary-node:update]\" permission:")
                .contains("cannot associated-node:update");
        var elsewhere = ResourceClaimStatus.EMPTY.withAllocation(AllocationResult.EMPTY.withNodeSelector(on("n2")));
        assertThat(wrong(DRIVER, "update", rights, elsewhere.withDevices(List.of(DEVICE)), elsewhere))
                .singleElement()
                .asString()
                .contains("verb=\"[arbitrary-node:update]\"");
    }

    private static List<String> wrong(
            User user, String verb, Set<String> rights, ResourceClaimStatus now, ResourceClaimStatus before) {
        var context = new OperationContext(
                user,
                WriteOptions.NONE,
                Instant.EPOCH,
                new Warnings(),
                "",
                "resource.k8s.io",
                "resource.k8s.io/v1",
                new SentForm(),
                verb);
        var claim = ResourceClaim.EMPTY
                .withMetadata(ResourceClaim.EMPTY.metadata().withNamespace("n").withName("c"))
                .withStatus(now);
        return new ClaimStatusAccess(() -> new Rights(rights))
                .check(claim, before, context).stream()
                        .map(FieldError::toString)
                        .toList();
    }

    /// Allows what is listed: verb, subresource, namespace, name.
    private record Rights(Set<String> allowed) implements Authorizer {
        @Override
        public Decision authorize(Attributes wanted) {
            var asked = String.join(" ", wanted.verb(), wanted.subresource(), wanted.namespace(), wanted.name());
            return allowed.contains(asked) ? new Decision.Allow("") : new Decision.NoOpinion("");
        }

        @Override
        public Rules rules(User user, String namespace) {
            return new Rules(List.of(), List.of(), true, "");
        }
    }
}
