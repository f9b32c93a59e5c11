package io.djong.cel;

import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import io.djong.api.types.apiextensions.v1.ValidationRule;
import io.djong.api.validation.expression.DeclaredType;
import io.djong.api.validation.expression.SchemaExpressions;
import io.djong.cel.cost.Estimation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compiles the rules in schemas of custom resources: they see `self` and, where there is one, `oldSelf`.
/// Nothing is run. Safe for use by several threads.
public final class SchemaRuleCompiler implements SchemaExpressions {
    private static final String SELF = "self";
    private static final String OLD_SELF = "oldSelf";

    /// Upstream has a time here, so that nobody relies on the name.
    private static final String TYPE_NAME = "selfType0";

    private final RecentRules recent = new RecentRules();

    @Override
    public List<CompiledRule> compile(DeclaredType self, List<ValidationRule> rules) {
        var part = new Part(self);
        var compiled = new ArrayList<CompiledRule>();
        for (var rule : rules) {
            var key = new RecentRules.Key(self, rule);
            var known = recent.get(key);
            if (known == null) {
                known = part.compile(rule);
                recent.put(key, known);
            }
            compiled.add(known);
        }
        return compiled;
    }

    /// One part of a schema.
    private static final class Part {
        private final DeclaredType self;
        private final DeclaredTypes types;
        private final Map<Boolean, CelCompiler> compilers = new HashMap<>();

        Part(DeclaredType self) {
            this.self = self;
            this.types = new DeclaredTypes(self, TYPE_NAME);
        }

        /// @param optional whether the old value may be missing
        private CelCompiler compiler(boolean optional) {
            return compilers.computeIfAbsent(optional, key -> {
                var old = key ? OptionalType.create(types.root()) : types.root();
                return Language.compiler()
                        .setTypeProvider(types)
                        .addVar(SELF, types.root())
                        .addVar(OLD_SELF, old)
                        .build();
            });
        }

        CompiledRule compile(ValidationRule rule) {
            boolean optional = Boolean.TRUE.equals(rule.optionalOldSelf());
            var compiled = Compiled.of(rule.rule(), compiler(optional));
            var ast = compiled.ast();
            if (ast == null) {
                return failed("compilation failed: " + compiled.problem());
            }
            if (!ast.getResultType().equals(SimpleType.BOOL)) {
                return failed("cel expression must evaluate to a bool");
            }
            String constants = ConstantRules.problem(ast);
            boolean old = ast.getReferenceMap().values().stream()
                    .anyMatch(reference -> reference.name().equals(OLD_SELF));
            if (!constants.isEmpty()) {
                return new CompiledRule(new Result(constants, 0), old, Result.NONE);
            }
            long cost = Estimation.of(ast, DeclaredTypes.sizes(self, null)).max();
            return new CompiledRule(new Result("", cost), old, message(rule.messageExpression(), optional));
        }

        private static CompiledRule failed(String problem) {
            return new CompiledRule(new Result(problem, 0), false, Result.NONE);
        }

        private Result message(String expression, boolean optional) {
            if (expression.isEmpty()) {
                return Result.NONE;
            }
            var compiled = Compiled.of(expression, compiler(optional));
            var ast = compiled.ast();
            if (ast == null) {
                return new Result("messageExpression compilation failed: " + compiled.problem(), 0);
            }
            if (!ast.getResultType().equals(SimpleType.STRING)) {
                return new Result("messageExpression must evaluate to a string", 0);
            }
            String constants = ConstantRules.problem(ast);
            if (!constants.isEmpty()) {
                return new Result(constants.replace("program", "messageExpression"), 0);
            }
            return new Result(
                    "", Estimation.of(ast, DeclaredTypes.sizes(self, null)).max());
        }
    }
}
