package io.djong.cel;

import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;

/// What an expression sees.
///
/// @param params the policy's parameters
/// @param authorizer whoever decides what a user may do
/// @param composed the variables declared before, of which there may be none
/// @param types its structures, the declared variables among them
record Environment(boolean params, boolean authorizer, boolean composed, AdmissionTypes types) {
    /// A compiler for expressions that see this.
    CelCompiler compiler() {
        var builder = Language.compiler()
                .setTypeProvider(types)
                .addVar("object", SimpleType.DYN)
                .addVar("oldObject", SimpleType.DYN)
                .addVar("namespaceObject", AdmissionTypes.NAMESPACE)
                .addVar("request", AdmissionTypes.REQUEST);
        if (params) {
            builder.addVar("params", SimpleType.DYN);
        }
        if (authorizer) {
            builder.addVar("authorizer", KubernetesFunctions.AUTHORIZER)
                    .addVar("authorizer.requestResource", KubernetesFunctions.RESOURCE_CHECK);
        }
        if (composed) {
            builder.addVar("variables", types.variablesType());
        }
        if (types.patches()) {
            builder.addFunctionDeclarations(KubernetesFunctions.ofPatches());
        }
        return builder.build();
    }
}
