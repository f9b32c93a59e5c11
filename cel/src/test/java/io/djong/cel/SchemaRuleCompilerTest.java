package io.djong.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.apiextensions.v1.ValidationRule;
import io.djong.api.validation.expression.DeclaredType;
import io.djong.api.validation.expression.DeclaredType.Kind;
import io.djong.api.validation.expression.SchemaExpressions.CompiledRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaRuleCompilerTest {
    private static final DeclaredType TEXT = DeclaredType.simple(Kind.STRING, 40, 2);
    private static final DeclaredType SELF = DeclaredType.object(
            Map.of(
                    "name",
                    TEXT,
                    "replicas",
                    DeclaredType.simple(Kind.INT, 0, 1),
                    "items",
                    DeclaredType.list(TEXT, 10),
                    "__namespace__",
                    TEXT,
                    "a__dash__b",
                    TEXT),
            2);
    private final SchemaRuleCompiler compiler = new SchemaRuleCompiler();

    private CompiledRule compile(ValidationRule rule) {
        return compiler.compile(SELF, List.of(rule)).getFirst();
    }

    private CompiledRule compile(String rule) {
        return compile(ValidationRule.EMPTY.withRule(rule));
    }

    private String problem(String rule) {
        return compile(rule).rule().problem();
    }

    @Test
    void seesWhetherTheOldValueIsLookedAt() {
        assertThat(compile("self.replicas >= oldSelf.replicas").oldSelf()).isTrue();
        assertThat(compile("self.items.all(oldSelf, oldSelf == '')").oldSelf()).isTrue();
        assertThat(compile("self.name == ''").oldSelf()).isFalse();
        assertThat(compile(ValidationRule.EMPTY
                                .withRule("oldSelf.hasValue() && self == oldSelf.value()")
                                .withOptionalOldSelf(true))
                        .oldSelf())
                .isTrue();
    }

    @Test
    void knowsTheTypes() {
        assertThat(problem("self.replicas > 1 && self.__namespace__ == self.namespace && self.a__dash__b == ''"))
                .isEmpty();
        assertThat(problem("self.nothing == 1"))
                .isEqualTo("compilation failed: ERROR: <input>:1:5: undefined field 'nothing'\n"
                        + " | self.nothing == 1\n | ....^");
        assertThat(problem("self.name == 1"))
                .isEqualTo("compilation failed: ERROR: <input>:1:11: found no matching overload for '_==_' applied to"
                        + " '(string, int)'\n | self.name == 1\n | ..........^");
        assertThat(problem("self.name")).isEqualTo("cel expression must evaluate to a bool");
        assertThat(problem("self.x >")).startsWith("compilation failed: ERROR: <input>:1:9: Syntax error: mismatched");
    }

    @Test
    void messagesAreTexts() {
        var rule = ValidationRule.EMPTY.withRule("true");
        assertThat(compile(rule.withMessageExpression("self.replicas"))
                        .message()
                        .problem())
                .isEqualTo("messageExpression must evaluate to a string");
        assertThat(compile(rule.withMessageExpression("'no ' + self.name"))
                        .message()
                        .problem())
                .isEmpty();
    }

    @Test
    void theSameRuleOfAnotherTypeIsAnotherRule() {
        var rule = List.of(ValidationRule.EMPTY.withRule("self == 'a'"));
        for (int i = 0; i < 2; i++) {
            assertThat(compiler.compile(TEXT, rule).getFirst().rule().problem()).isEmpty();
            assertThat(compiler.compile(DeclaredType.simple(Kind.INT, 0, 1), rule)
                            .getFirst()
                            .rule()
                            .problem())
                    .contains("found no matching overload for '_==_' applied to '(int, string)'");
        }
    }

    @Test
    void estimatesCosts() {
        assertThat(compile("self.replicas > 1").rule().costMax()).isEqualTo(3);
        assertThat(compile("self.name == 'a'").rule().costMax()).isEqualTo(3);
        assertThat(compile("self.items.all(x, x.contains('abc'))").rule().costMax())
                .isEqualTo(2 + 10 * (2 + 1 + 1 + 4) + 1);
    }
}
