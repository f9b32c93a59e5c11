package io.djong.proxy.plan;

import java.util.List;

/// What happens to the first packet of a connection to a frontend.
public sealed interface Handling {
    /// It goes to one of the backends, each with the same chance.
    ///
    /// @param to at least one
    /// @param masquerade whether the backend sees this node instead of the client
    record Forward(List<Backend> to, boolean masquerade) implements Handling {
        public Forward {
            to = List.copyOf(to);
        }
    }

    /// External traffic policy Local: packets from this node's pods and from the node itself go to any backend (the
    /// node's with its own address), those from outside only to backends on this node, with the client's address.
    ///
    /// @param inside for pods and the node; may be empty
    /// @param outside for everybody else; when empty, their packets are dropped
    record Split(List<Backend> inside, List<Backend> outside) implements Handling {
        public Split {
            inside = List.copyOf(inside);
            outside = List.copyOf(outside);
        }
    }

    /// Refused at once: nobody could answer, here or elsewhere.
    record Refuse() implements Handling {}

    /// Dropped: somebody could answer, but not on this node.
    record Drop() implements Handling {}
}
