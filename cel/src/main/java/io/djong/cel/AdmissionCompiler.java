package io.djong.cel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.expression.ExpressionProblem;
import java.util.ArrayList;
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

    private record Compiled(
            @Nullable CelType type, @Nullable ExpressionProblem problem) {}

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
            var compiled = compiled(expression, new Environment(params, true, true, false, types));
            variables.put(name, compiled.type() == null ? SimpleType.DYN : compiled.type());
            return compiled.problem();
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
            var environment = new Environment(params, purpose != Purpose.MESSAGE, composed && !alone, false, types);
            var compiled = compiled(expression, environment);
            return compiled.type() == null ? compiled.problem() : wrongType(purpose, compiled.type());
        }
    }

    /// Literals of lists and maps hold one type; but what is to be formatted, and what sorting is made
    /// of, need not.
    private Compiled compiled(String expression, Environment environment) {
        var compiled = compiledOnce(expression, environment);
        boolean mixed = expression.contains("format(") || expression.contains("sortBy(");
        return compiled.type() == null && mixed ? compiledOnce(expression, environment.withMixedLiterals()) : compiled;
    }

    private Compiled compiledOnce(String expression, Environment environment) {
        // What sees no variables and makes no objects is the same for all policies.
        boolean shared = environment.types().variables().isEmpty()
                && !environment.types().patches();
        var compiler = shared ? kept(environment) : environment.compiler();
        try {
            var parsed = compiler.parse(expression);
            if (parsed.hasError()) {
                return failed(parsed, true);
            }
            var checked = compiler.check(parsed.getAst());
            if (checked.hasError()) {
                return failed(checked, false);
            }
            var literals = LiteralRules.check(checked.getAst());
            return literals.isEmpty()
                    ? new Compiled(checked.getAst().getResultType(), null)
                    : failed(CelIssue.toDisplayString(literals, checked.getSource()));
        } catch (CelValidationException e) {
            return new Compiled(null, ExpressionProblem.invalid("compilation failed: " + e.getMessage()));
        }
    }

    private CelCompiler kept(Environment environment) {
        var compiler = compilers.get(environment);
        if (compiler == null) {
            compiler = environment.compiler();
            compilers.put(environment, compiler);
        }
        return compiler;
    }

    /// @param syntax whether the parser found the errors; upstream says so of what the grammar does not
    /// allow
    private static Compiled failed(CelValidationResult result, boolean syntax) {
        var issues = new ArrayList<CelIssue>();
        for (var issue : result.getErrors()) {
            issues.add(CelIssue.formatError(issue.getSourceLocation(), IssueTexts.of(issue.getMessage(), syntax)));
        }
        return failed(CelIssue.toDisplayString(issues, result.getSource()));
    }

    private static Compiled failed(String issues) {
        return new Compiled(null, ExpressionProblem.invalid("compilation failed: " + issues));
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
