package io.djong.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.extensions.CelExtensions;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.devices.SelectorCheck;
import io.djong.api.validation.expression.DeclaredType;
import io.djong.api.validation.expression.DeclaredType.Kind;
import io.djong.cel.cost.Estimation;
import io.djong.cel.cost.Sizes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Compiles the expressions that choose devices (KEP-4381): they see `device`, with its driver, its
/// attributes and capacities by domain and name, and whether several may use it. Safe for use by several
/// threads; compilers are made when first needed.
public final class SelectorCompiler implements SelectorCheck {
    private static final long COST_MAX = 1_000_000;
    private static final int ATTRIBUTES_MAX = 32;
    private static final String DEVICE = "device";
    private static final DeclaredType DRIVER = text(63);
    private static final DeclaredType DOMAIN = text(63);
    private static final DeclaredType NAME = text(32);
    private static final DeclaredType ATTRIBUTE = DeclaredType.simple(Kind.ANY, 64, 1);
    private static final DeclaredType QUANTITY = DeclaredType.simple(Kind.QUANTITY, 0, 8);
    private static final DeclaredType TYPE = DeclaredType.object(
            Map.of(
                    "driver",
                    DRIVER,
                    "attributes",
                    byName(byNameIn(ATTRIBUTE)),
                    "capacity",
                    byName(byNameIn(QUANTITY)),
                    "allowMultipleAllocations",
                    DeclaredType.simple(Kind.BOOL, 1, 4)),
            2);
    private static final CelFunctionDecl INCLUDES = CelFunctionDecl.newFunctionDeclaration(
            "includes",
            CelOverloadDecl.newMemberOverload("dra_includes_dyn_dyn", SimpleType.BOOL, SimpleType.DYN, SimpleType.DYN));

    private static final Sizes OF_DEVICE = DeclaredTypes.sizes(TYPE, ATTRIBUTE);
    private static final Sizes SIZES = path -> path.getFirst().equals(DEVICE) ? OF_DEVICE.most(path) : null;

    private final Map<Boolean, CelCompiler> compilers = new ConcurrentHashMap<>();

    private static DeclaredType text(int bytesMax) {
        return DeclaredType.simple(Kind.STRING, bytesMax, 2);
    }

    private static DeclaredType byNameIn(DeclaredType value) {
        return DeclaredType.map(NAME, value, ATTRIBUTES_MAX);
    }

    private static DeclaredType byName(DeclaredType value) {
        return DeclaredType.map(DOMAIN, value, ATTRIBUTES_MAX);
    }

    @Override
    public void check(FieldErrors errors, FieldPath path, String expression, boolean stored) {
        var compiled = Compiled.of(expression, compiler(stored));
        var ast = compiled.ast();
        if (ast == null) {
            errors.invalid(path, expression, "compilation failed: " + compiled.problem());
            return;
        }
        CelType result = ast.getResultType();
        if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.ANY)) {
            errors.invalid(path, expression, "must evaluate to bool or the unknown type, not " + TypeNames.of(result));
            return;
        }
        String constants = ConstantRules.problem(ast);
        if (!constants.isEmpty()) {
            errors.add(new FieldError(ErrorType.INTERNAL, path.toString(), null, constants));
            return;
        }
        var cost = Estimation.of(ast, SIZES);
        if (Long.compareUnsigned(cost.max(), COST_MAX) > 0) {
            errors.forbidden(path, "too complex, exceeds cost limit");
        }
    }

    /// @param stored whether expressions that are stored already are compiled, which may use what new ones
    /// may not yet
    private CelCompiler compiler(boolean stored) {
        var known = compilers.get(stored);
        if (known != null) {
            return known;
        }
        var types = new DeclaredTypes(TYPE, "kubernetes.DRADevice");
        var builder = Language.compiler()
                .addLibraries(CelExtensions.bindings())
                .setTypeProvider(types)
                .addVar(DEVICE, types.root());
        if (stored) {
            builder.addFunctionDeclarations(INCLUDES);
        }
        var compiler = builder.build();
        compilers.put(stored, compiler);
        return compiler;
    }
}
