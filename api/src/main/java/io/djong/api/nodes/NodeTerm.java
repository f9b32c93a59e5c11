package io.djong.api.nodes;

import io.djong.api.selector.Operator;
import io.djong.api.selector.Requirement;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeSelectorRequirement;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import java.util.ArrayList;
import java.util.List;

/// One term of a node selector, ready to match: all its conditions on labels and on the node's name must hold. A term
/// without conditions matches nothing, and so does one that no validation would have let in.
///
/// Source: kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node.
public final class NodeTerm {
    private static final NodeTerm NOTHING = new NodeTerm(Selector.nothing(), List.of());

    private final Selector labels;
    private final List<NameRule> names;

    /// @param equal whether the node must have the name, or must not
    private record NameRule(String name, boolean equal) {}

    private NodeTerm(Selector labels, List<NameRule> names) {
        this.labels = labels;
        this.names = names;
    }

    /// The term of an API object.
    public static NodeTerm of(NodeSelectorTerm term) {
        if (term.matchExpressions().isEmpty() && term.matchFields().isEmpty()) return NOTHING;
        try {
            return new NodeTerm(selector(term.matchExpressions()), nameRules(term.matchFields()));
        } catch (SelectorException e) {
            return NOTHING;
        }
    }

    private static Selector selector(List<NodeSelectorRequirement> expressions) throws SelectorException {
        List<Requirement> requirements = new ArrayList<>(expressions.size());
        for (NodeSelectorRequirement expression : expressions) {
            requirements.add(Requirement.of(expression.key(), operator(expression.operator()), expression.values()));
        }
        return Selector.of(requirements);
    }

    private static Operator operator(String word) throws SelectorException {
        return switch (word) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            case "Gt" -> Operator.GREATER_THAN;
            case "Lt" -> Operator.LESS_THAN;
            default -> throw new SelectorException("\"" + word + "\" is not a valid node selector operator");
        };
    }

    private static List<NameRule> nameRules(List<NodeSelectorRequirement> fields) throws SelectorException {
        List<NameRule> rules = new ArrayList<>(fields.size());
        for (NodeSelectorRequirement field : fields) {
            boolean equal = field.operator().equals("In");
            if (!field.key().equals("metadata.name")
                    || field.values().size() != 1
                    || (!equal && !field.operator().equals("NotIn"))) {
                throw new SelectorException("only metadata.name In or NotIn one value can be matched");
            }
            rules.add(new NameRule(field.values().getFirst(), equal));
        }
        return List.copyOf(rules);
    }

    /// Whether the node meets all conditions.
    public boolean matches(Node node) {
        for (int i = 0; i < names.size(); i++) {
            NameRule rule = names.get(i);
            if (rule.name.equals(node.metadata().name()) != rule.equal) return false;
        }
        return labels.matches(node.metadata().labels());
    }

    /// The names that the term pins its nodes to; empty when it does not pin them by name.
    public List<String> pinnedNames() {
        List<String> pinned = new ArrayList<>(1);
        for (NameRule rule : names) {
            if (rule.equal) pinned.add(rule.name);
        }
        return pinned;
    }
}
