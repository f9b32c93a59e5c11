package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeSystemInfo;
import io.djong.api.validation.AddressWarnings;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import io.djong.apiserver.resource.Subresource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Machines that run pods.
public final class Nodes {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE_LABEL = "kubernetes.io/role";
    private static final String UNKNOWN = "<unknown>";

    private Nodes() {}

    /// The declaration.
    public static ResourceDeclaration<Node> declaration() {
        var fields = SelectableFields.<Node>none()
                .and("spec.unschedulable", node -> Boolean.toString(node.spec().unschedulable()));
        return ResourceDeclaration.of(CoreV1.NODES, "/registry/minions", new NodeStrategy(), columns())
                .withFields(fields)
                .withSubresources(List.of(
                        PartView.status(Node.TYPE, Nodes::withSentStatus),
                        new Subresource.Connect<>(
                                "proxy",
                                "",
                                "v1",
                                "NodeProxyOptions",
                                List.of("create", "delete", "get", "patch", "update"))));
    }

    private static Node withSentStatus(Node current, Node sent) {
        var kept = sent.withSpec(current.spec());
        return current.status().config() == null ? kept.withStatus(kept.status().withConfig(null)) : kept;
    }

    private static ColumnTable<Node> columns() {
        return ColumnTable.<Node>named()
                .text("Status", "Whether it is ready, and takes new pods.", Nodes::status)
                .text("Roles", "Its roles, from labels.", Nodes::roles)
                .age()
                .text(
                        "Version",
                        "Of its kubelet.",
                        node -> node.status().nodeInfo().kubeletVersion())
                .wide("Internal-IP", "Its address within the cluster.", node -> address(node, "InternalIP"))
                .wide("External-IP", "Its address outside.", node -> address(node, "ExternalIP"))
                .wide(
                        "OS-Image",
                        "Its operating system.",
                        node -> orUnknown(node.status().nodeInfo().osImage()))
                .wide(
                        "Kernel-Version",
                        "Its kernel.",
                        node -> kernel(node.status().nodeInfo()))
                .wide(
                        "Container-Runtime",
                        "What runs its containers.",
                        node -> orUnknown(node.status().nodeInfo().containerRuntimeVersion()));
    }

    private static String status(Node node) {
        var words = new ArrayList<String>();
        for (var condition : node.status().conditions()) {
            if (condition.type().equals("Ready")) {
                words.add(condition.status().equals("True") ? "Ready" : "NotReady");
            }
        }
        if (words.isEmpty()) {
            words.add("Unknown");
        }
        if (node.spec().unschedulable()) {
            words.add("SchedulingDisabled");
        }
        return String.join(",", words);
    }

    private static String roles(Node node) {
        var roles = new TreeSet<String>();
        node.metadata().labels().forEach((key, value) -> {
            if (key.startsWith(ROLE_PREFIX) && key.length() > ROLE_PREFIX.length()) {
                roles.add(key.substring(ROLE_PREFIX.length()));
            } else if (key.equals(ROLE_LABEL) && !value.isEmpty()) {
                roles.add(value);
            }
        });
        return Cells.orNone(String.join(",", roles));
    }

    private static String address(Node node, String type) {
        for (var address : node.status().addresses()) {
            if (address.type().equals(type)) {
                return address.address();
            }
        }
        return Cells.NONE;
    }

    private static String kernel(NodeSystemInfo info) {
        var version = orUnknown(info.kernelVersion());
        return info.architecture().isEmpty() ? version : version + " (" + info.architecture() + ")";
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    private static final class NodeStrategy implements Strategy<Node> {
        /// A new node may bring its status; the configuration from the API of old is gone.
        @Override
        public Node prepareForCreate(Node node, OperationContext context) {
            return node.withSpec(node.spec().withConfigSource(null))
                    .withStatus(node.status().withConfig(null));
        }

        @Override
        public Node prepareForUpdate(Node node, Node old, OperationContext context) {
            var kept = node.withStatus(old.status());
            return old.spec().configSource() == null ? kept.withSpec(kept.spec().withConfigSource(null)) : kept;
        }

        @Override
        public List<String> warningsOnCreate(Node node) {
            var sentences = new ArrayList<String>(0);
            var spec = node.spec();
            if (spec.configSource() != null) {
                sentences.add("spec.configSource: the feature is removed");
            }
            if (!spec.externalID().isEmpty()) {
                sentences.add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
            }
            for (int i = 0; i < spec.podCIDRs().size(); i++) {
                var path = FieldPath.of("spec").child("podCIDRs").index(i);
                sentences.addAll(AddressWarnings.cidr(path, spec.podCIDRs().get(i)));
            }
            return sentences;
        }

        @Override
        public List<String> warningsOnUpdate(Node node, Node old) {
            return warningsOnCreate(node);
        }
    }
}
