package io.djong.cel;

import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;

/// The language as Kubernetes 1.36 speaks it: its options, macros and function libraries, without
/// variables.
final class Language {
    private static final CelOptions OPTIONS = options(true);
    private static final CelOptions MIXED = options(false);

    private Language() {}

    @SuppressWarnings("deprecation") // upstream checks it while compiling, and so do we; the successor is a later pass
    private static CelOptions options(boolean homogeneous) {
        return CelOptions.current()
                .enableHomogeneousLiterals(homogeneous)
                .enableHeterogeneousNumericComparisons(true)
                .enableOptionalSyntax(true)
                .enableQuotedIdentifierSyntax(false)
                .build();
    }

    /// A compiler to which variables are added.
    ///
    /// @param mixed whether a literal of a list or map may hold several types
    static CelCompilerBuilder compiler(boolean mixed) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(mixed ? MIXED : OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(
                        CelExtensions.optional(),
                        CelExtensions.comprehensions(),
                        CelExtensions.lists(
                                CelListsExtensions.Function.DISTINCT,
                                CelListsExtensions.Function.FLATTEN,
                                CelListsExtensions.Function.RANGE,
                                CelListsExtensions.Function.REVERSE,
                                CelListsExtensions.Function.SLICE),
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
                .addMacros(Macros.all())
                .addFunctionDeclarations(KubernetesFunctions.all());
    }
}
