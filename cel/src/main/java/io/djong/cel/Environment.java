package io.djong.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;

/// What an expression sees.
///
/// @param params the policy's parameters
/// @param authorizer whoever decides what a user may do
/// @param composed the variables declared before, of which there may be none
/// @param mixed whether a literal of a list or map may hold several types
/// @param types its structures, the declared variables among them
record Environment(boolean params, boolean authorizer, boolean composed, boolean mixed, AdmissionTypes types) {
    private static final CelOptions OPTIONS = options(true);
    private static final CelOptions MIXED = options(false);

    @SuppressWarnings("deprecation") // upstream checks it while compiling, and so do we; the successor is a later pass
    private static CelOptions options(boolean homogeneous) {
        return CelOptions.current()
                .enableHomogeneousLiterals(homogeneous)
                .enableHeterogeneousNumericComparisons(true)
                .enableOptionalSyntax(true)
                .enableQuotedIdentifierSyntax(false)
                .build();
    }

    /// The same, with literals of several types.
    Environment withMixedLiterals() {
        return new Environment(params, authorizer, composed, true, types);
    }

    /// Reads any expression; knows macros, and no types.
    static CelCompiler parser() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.optional(), CelExtensions.comprehensions(), CelExtensions.lists())
                .build();
    }

    /// A compiler for expressions that see this.
    CelCompiler compiler() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(mixed ? MIXED : OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setTypeProvider(types)
                .addLibraries(
                        CelExtensions.optional(),
                        CelExtensions.comprehensions(),
                        CelExtensions.lists(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.strings(
                                CelStringExtensions.Function.CHAR_AT,
                                CelStringExtensions.Function.INDEX_OF,
                                CelStringExtensions.Function.JOIN,
                                CelStringExtensions.Function.LAST_INDEX_OF,
                                CelStringExtensions.Function.LOWER_ASCII,
                                CelStringExtensions.Function.QUOTE,
                                CelStringExtensions.Function.REPLACE,
                                CelStringExtensions.Function.SPLIT,
                                CelStringExtensions.Function.SUBSTRING,
                                CelStringExtensions.Function.TRIM,
                                CelStringExtensions.Function.UPPER_ASCII))
                .addFunctionDeclarations(KubernetesFunctions.all())
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
