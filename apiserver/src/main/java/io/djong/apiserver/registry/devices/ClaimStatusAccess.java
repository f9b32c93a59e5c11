package io.djong.apiserver.registry.devices;

import io.djong.api.types.resource.v1.AllocatedDeviceStatus;
import io.djong.api.types.resource.v1.AllocationResult;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimStatus;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.NameRule;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.Refusal;
import io.djong.apiserver.request.OperationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who may write which part of a claim's status: allocation and users need the right to `resourceclaims/binding`
/// everywhere, what a driver says of its devices the right to `resourceclaims/driver` for that driver. Neither is
/// served; only rights name them.
///
/// Source: KEP-4817, the gate `DRAResourceClaimGranularStatusAuthorization`.
final class ClaimStatusAccess {
    private static final String GROUP = "resource.k8s.io";
    private static final String CLAIMS = "resourceclaims";
    private static final String NODE_NAME = "authentication.kubernetes.io/node-name";
    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";

    private final Supplier<Authorizer> authorizer;

    ClaimStatusAccess(Supplier<Authorizer> authorizer) {
        this.authorizer = authorizer;
    }

    /// What the caller may not have changed. A call in the process counts as an update.
    List<FieldError> check(ResourceClaim claim, ResourceClaimStatus old, OperationContext context) {
        var errors = new ArrayList<FieldError>();
        var now = claim.status();
        String verb = context.verb().isEmpty() ? "update" : context.verb();
        if (!Objects.equals(now.allocation(), old.allocation())
                || !now.reservedFor().equals(old.reservedFor())) {
            var refusal = refusal(attributes(context, verb, "binding", "", ""));
            if (refusal != null) {
                errors.add(forbidden(
                        "status.allocation",
                        "changing status.allocation or status.reservedFor requires resource=\"resourceclaims/binding\","
                                + " verb=\"" + verb + "\" permission: " + refusal));
            }
        }
        if (now.allocation() != null) {
            drivers(errors, claim, changedDrivers(now.devices(), old.devices()), verb, context);
        }
        return errors;
    }

    private void drivers(
            List<FieldError> errors,
            ResourceClaim claim,
            SortedSet<String> drivers,
            String verb,
            OperationContext context) {
        var verbs = onTheNode(context.user(), node(claim.status().allocation()))
                ? List.of("associated-node:" + verb, "arbitrary-node:" + verb)
                : List.of("arbitrary-node:" + verb);
        for (String driver : drivers) {
            var refusals = new ArrayList<String>(2);
            for (String one : verbs) {
                var refusal = refusal(
                        attributes(context, one, "driver", claim.metadata().namespace(), driver));
                if (refusal == null) {
                    refusals.clear();
                    break;
                }
                refusals.add(refusal);
            }
            if (!refusals.isEmpty()) {
                errors.add(forbidden(
                        "status.devices",
                        "changing status.devices requires resource=\"resourceclaims/driver\", verb=\"["
                                + String.join(" ", verbs) + "]\" permission: " + refusals.getFirst()));
            }
        }
    }

    private static FieldError forbidden(String path, String detail) {
        return new FieldError(ErrorType.FORBIDDEN, path, null, detail);
    }

    private static Attributes attributes(
            OperationContext context, String verb, String part, String namespace, String name) {
        String asked = context.apiVersion();
        String version = asked.substring(asked.indexOf('/') + 1);
        return Attributes.resource(context.user(), verb, GROUP, version, CLAIMS, part, namespace, name);
    }

    /// The sentence of the refusal; null when it is allowed.
    private @Nullable String refusal(Attributes wanted) {
        var decision = authorizer.get().authorize(wanted);
        return decision instanceof Decision.Allow
                ? null
                : Refusal.of(wanted, decision.reason()).getMessage();
    }

    private record Device(String driver, String pool, String device, String share) {
        static Device of(AllocatedDeviceStatus status) {
            return new Device(
                    status.driver(), status.pool(), status.device(), Objects.requireNonNullElse(status.shareID(), ""));
        }
    }

    private static SortedSet<String> changedDrivers(
            List<AllocatedDeviceStatus> now, List<AllocatedDeviceStatus> before) {
        Map<Device, AllocatedDeviceStatus> gone = new HashMap<>();
        before.forEach(status -> gone.put(Device.of(status), status));
        var changed = new TreeSet<String>();
        for (var status : now) {
            if (!status.equals(gone.remove(Device.of(status)))) {
                changed.add(status.driver());
            }
        }
        gone.values().forEach(status -> changed.add(status.driver()));
        return changed;
    }

    /// The only node on which the devices can be used; "" when there are several.
    private static String node(@Nullable AllocationResult allocation) {
        var selector = allocation == null ? null : allocation.nodeSelector();
        if (selector == null || selector.nodeSelectorTerms().size() != 1) {
            return "";
        }
        var term = selector.nodeSelectorTerms().getFirst();
        if (!term.matchExpressions().isEmpty() || term.matchFields().size() != 1) {
            return "";
        }
        var field = term.matchFields().getFirst();
        var named = field.key().equals("metadata.name")
                && field.operator().equals("In")
                && field.values().size() == 1;
        return named ? field.values().getFirst() : "";
    }

    /// Whether the caller is a service account whose pod runs on that node.
    private static boolean onTheNode(User user, String node) {
        var nodes = user.extra().getOrDefault(NODE_NAME, List.of());
        return !node.isEmpty()
                && user.name().startsWith(ACCOUNT_PREFIX)
                && user.name().split(":", -1).length == 4
                && nodes.equals(List.of(node))
                && NameRule.SUBDOMAIN.check(node, false).isEmpty();
    }
}
