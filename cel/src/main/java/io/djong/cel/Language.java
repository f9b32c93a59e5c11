package io.djong.cel;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import java.util.EnumSet;

/// The language as Kubernetes 1.36 speaks it: its options, macros and function libraries, without
/// variables.
final class Language {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableOptionalSyntax(true)
            .enableQuotedIdentifierSyntax(false)
            .build();

    /// All but one, which [Macros] has.
    private static final ImmutableSet<CelStandardMacro> MACROS =
            ImmutableSet.copyOf(Sets.difference(CelStandardMacro.STANDARD_MACROS, EnumSet.of(CelStandardMacro.HAS)));

    private Language() {}

    /// Functions for values that may be missing, whose macros [Macros] has.
    private static final class OptionalFunctions implements CelCompilerLibrary {
        @Override
        public void setCheckerOptions(CelCheckerBuilder checker) {
            CelExtensions.optional().setCheckerOptions(checker);
        }
    }

    /// A compiler to which variables are added.
    static CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(MACROS)
                .addLibraries(
                        new OptionalFunctions(),
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
