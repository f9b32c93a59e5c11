package io.djong.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said about expressions that do not compile, and what compiles although it looks odd.
class IssuesTest {
    private final CelCompiler compiler = Language.compiler()
            .addVar("text", SimpleType.STRING)
            .addVar("number", SimpleType.INT)
            .addVar("any", SimpleType.DYN)
            .addVar("texts", ListType.create(SimpleType.STRING))
            .build();

    private String problem(String expression) {
        String problem = Compiled.of(expression, compiler).problem();
        return problem.replaceFirst("(?s)\n \\|.*", "").replace("ERROR: <input>:", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "has(text) | 1:5: invalid argument to has() macro",
                "[1, 'a'].size() == 2 | 1:5: expected type 'int' but found 'string'",
                "text in ['a', 1] | 1:15: expected type 'string' but found 'int'",
                "[1, dyn(1)].size() == 2 | 1:8: expected type 'int' but found 'dyn'",
                "{'a': 1, 1: 2}.size() == 2 | 1:10: expected type 'string' but found 'int'",
                "number && true | 1:1: expected type 'bool' but found 'int'",
                "texts.all(x, 1) | 1:14: expected type 'bool' but found 'int'",
                "duration('1h') == 1 | 1:16: found no matching overload for '_==_' applied to '(duration, int)'",
                "quantity('1').x == 1 | 1:14: unexpected failed resolution of 'kubernetes.Quantity'",
                "text == 'a' and true | 1:13: Syntax error: mismatched input 'and' expecting <EOF>",
                "true ? 'a' | 1:11: Syntax error: mismatched input '<EOF>' expecting ':'",
                "[[1]].sort() == [] | 1:11: found no matching overload for 'sort' applied to 'list(list(int)).()'",
                "texts.sortBy(1, 2) == [] | 1:14: argument is not an identifier",
                "'%d'.format(['a']) == '' | 1:14: error during formatting: decimal clause can only be used on integers,"
                        + " was given string",
                "'%s'.format(['a', 1]) == '' | 1:12: too many arguments supplied to string.format (expected 1, got 2)",
                "'%s %s'.format(['a']) == '' | 1:15: index 1 out of range",
                "'%q'.format(['a']) == '' | 1:12: could not parse formatting clause: unrecognized formatting clause"
                        + " \"q\"",
            })
    void saysWhatUpstreamSays(String expression, String problem) {
        assertThat(problem(expression)).isEqualTo(problem);
    }

    @Test
    void lettingFormatsMix() {
        assertThat(problem("'%s %d %.2f'.format([text, number, 1.5]) == ''")).isEmpty();
        assertThat(problem("texts.sortBy(t, t.size())[0] == 'a'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int('x') == 1 | type conversion error from 'string' to 'int'",
                "uint(-1) == 1u | unsigned integer overflow",
                "bool('yes') | type conversion error from 'string' to 'bool'",
                "text.find('(') == '' | error parsing regexp: missing closing ): `(`",
            })
    void constantsAreTried(String expression, String problem) {
        var ast = Compiled.of(expression, compiler).ast();
        assertThat(ast).isNotNull();
        assertThat(ConstantRules.problem(ast)).isEqualTo("program instantiation failed: " + problem);
    }
}
