package io.djong.apiserver.registry.node;

import io.djong.api.nodes.OldLabels;
import io.djong.api.types.node.v1.NodeV1;
import io.djong.api.types.node.v1.RuntimeClass;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Ways to run the containers of pods.
public final class RuntimeClasses {
    private RuntimeClasses() {}

    /// The declaration.
    public static ResourceDeclaration<RuntimeClass> declaration() {
        return ResourceDeclaration.of(
                NodeV1.RUNTIME_CLASSES,
                "/registry/runtimeclasses",
                new RuntimeClassStrategy(),
                ColumnTable.<RuntimeClass>named()
                        .text("Handler", "What the container runtime calls it.", RuntimeClass::handler)
                        .age());
    }

    private static final class RuntimeClassStrategy implements Strategy<RuntimeClass> {
        @Override
        public List<String> warningsOnCreate(RuntimeClass runtime) {
            var sentences = new ArrayList<String>(0);
            if (runtime.scheduling() != null) {
                for (String label : runtime.scheduling().nodeSelector().keySet()) {
                    var why = OldLabels.why(label);
                    if (why != null) {
                        sentences.add("scheduling.nodeSelector: " + why);
                    }
                }
            }
            return sentences;
        }

        @Override
        public List<String> warningsOnUpdate(RuntimeClass runtime, RuntimeClass old) {
            return warningsOnCreate(runtime);
        }

        @Override
        public boolean allowsCreateOnUpdate() {
            return true;
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
