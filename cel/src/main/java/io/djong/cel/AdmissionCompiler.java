package io.djong.cel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.expression.ExpressionProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compiles the expressions of webhooks and policies: whether they are well formed, know what they name,
/// and give what they must. Nothing is run, and no cost is estimated. Safe for use by several threads;
/// compilers are made when first needed.
public final class AdmissionCompiler implements AdmissionExpressions {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private final Map<Environment, CelCompiler> compilers = new ConcurrentHashMap<>();

    @Override
    public Scope scope() {
        return new Expressions();
    }

    private final class Expressions implements Scope {
        private final Map<String, CelType> variables = new LinkedHashMap<>();
        private boolean composed;

        @Override
        public void compose() {
            composed = true;
        }

        @Override
        public @Nullable ExpressionProblem declare(String name, String expression, boolean params) {
            var types = new AdmissionTypes(ImmutableMap.copyOf(variables), false, ImmutableSet.of());
            var compiled = compiled(expression, new Environment(params, true, true, types));
            var ast = compiled.ast();
            var problem = ast == null ? failed(compiled) : constants(ast);
            variables.put(name, ast == null || problem != null ? SimpleType.DYN : declared(ast.getResultType()));
            return problem;
        }

        @Override
        public @Nullable ExpressionProblem compile(Purpose purpose, String expression, boolean params) {
            boolean patch = purpose == Purpose.APPLY_CONFIGURATION || purpose == Purpose.JSON_PATCH;
            boolean alone = purpose == Purpose.MATCH_CONDITION;
            Map<String, CelType> seen = alone ? Map.of() : variables;
            var types = new AdmissionTypes(
                    ImmutableMap.copyOf(seen),
                    patch,
                    patch ? ImmutableSet.copyOf(names(expression)) : ImmutableSet.of());
            var environment = new Environment(params, purpose != Purpose.MESSAGE, composed && !alone, types);
            var compiled = compiled(expression, environment);
            var ast = compiled.ast();
            if (ast == null) {
                return failed(compiled);
            }
            var wrong = wrongType(purpose, ast.getResultType());
            return wrong == null ? constants(ast) : wrong;
        }
    }

    /// The type of a variable, as far as those after it know it.
    private static CelType declared(CelType type) {
        return switch (type.kind()) {
            case ANY, BOOL, BYTES, DOUBLE, DURATION, INT, NULL_TYPE, STRING, TIMESTAMP, UINT -> type;
            case LIST -> ListType.create(declared(type.parameters().getFirst()));
            case MAP ->
                MapType.create(
                        declared(type.parameters().getFirst()),
                        declared(type.parameters().getLast()));
            case UNSPECIFIED, ERROR, DYN, OPAQUE, STRUCT, TYPE, TYPE_PARAM -> SimpleType.DYN;
        };
    }

    private Compiled compiled(String expression, Environment environment) {
        // What sees no variables and makes no objects is the same for all policies.
        boolean shared = environment.types().variables().isEmpty()
                && !environment.types().patches();
        return Compiled.of(expression, shared ? kept(environment) : environment.compiler());
    }

    private static @Nullable ExpressionProblem constants(CelAbstractSyntaxTree ast) {
        String problem = ConstantRules.problem(ast);
        return problem.isEmpty() ? null : new ExpressionProblem(ErrorType.INTERNAL, problem);
    }

    private static ExpressionProblem failed(Compiled compiled) {
        return ExpressionProblem.invalid("compilation failed: " + compiled.problem());
    }

    private CelCompiler kept(Environment environment) {
        var compiler = compilers.get(environment);
        if (compiler == null) {
            compiler = environment.compiler();
            compilers.put(environment, compiler);
        }
        return compiler;
    }

    /// All names in an expression: those of fields that it gives to objects are among them.
    private static Set<String> names(String expression) {
        return NAME.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static @Nullable ExpressionProblem wrongType(Purpose purpose, CelType type) {
        var wanted = wanted(purpose);
        String found = TypeNames.of(type);
        boolean fits = wanted.stream().anyMatch(each -> TypeNames.of(each).equals(found));
        if (fits) {
            return null;
        }
        if (wanted.size() == 1) {
            return ExpressionProblem.invalid(
                    "must evaluate to " + TypeNames.of(wanted.getFirst()) + " but got " + found);
        }
        String names = wanted.stream().map(TypeNames::of).collect(Collectors.joining(" ", "[", "]"));
        return ExpressionProblem.invalid("must evaluate to one of " + names + " but got " + found);
    }

    private static List<CelType> wanted(Purpose purpose) {
        return switch (purpose) {
            case MATCH_CONDITION, VALIDATION -> List.of(SimpleType.BOOL);
            case MESSAGE -> List.of(SimpleType.STRING);
            case AUDIT_ANNOTATION -> List.of(SimpleType.STRING, SimpleType.NULL_TYPE);
            case APPLY_CONFIGURATION -> List.of(StructTypeReference.create(AdmissionTypes.OBJECT));
            case JSON_PATCH -> List.of(ListType.create(AdmissionTypes.JSON_PATCH));
        };
    }
}
