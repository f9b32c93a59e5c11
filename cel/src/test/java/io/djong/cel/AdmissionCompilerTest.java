package io.djong.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.validation.expression.AdmissionExpressions.Purpose;
import io.djong.api.validation.expression.ExpressionProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Expressions that Kubernetes' documentation shows, and what upstream says about broken ones.
class AdmissionCompilerTest {
    private final AdmissionCompiler compiler = new AdmissionCompiler();

    private String problem(Purpose purpose, String expression) {
        return text(compiler.scope().compile(purpose, expression, true));
    }

    private static String text(@Nullable ExpressionProblem problem) {
        return problem == null ? "" : problem.detail();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "object.spec.replicas <= 5",
                "object.spec.replicas <= params.maxReplicas",
                "request.operation == 'CREATE' && request.userInfo.username.startsWith('system:')",
                "!(request.resource.group == 'rbac.authorization.k8s.io' && 'x' in request.userInfo.groups)",
                "oldObject == null || object.metadata.?labels['env'].orValue('') == 'prod'",
                "object.spec.containers.all(c, has(c.image) && c.image.matches('^registry'))",
                "authorizer.group('apps').resource('deployments').namespace('x').check('create').allowed()",
                "authorizer.requestResource.check('admit').allowed()",
                "authorizer.path('/healthz').check('get').reason() == ''",
                "namespaceObject.metadata.labels['a'] == 'b' && namespaceObject.status.phase == 'Active'",
                "quantity('1Gi').isGreaterThan(quantity('1Mi')) && sign(quantity('1')) == 1",
                "isURL('x') && url('https://h').getHostname() == 'h' && url('https://h').getQuery()['a'][0] == 'b'",
                "['a', 'b'].isSorted() && [1, 2].sum() == 3 && [1, 2].max() == 2 && ['a'].indexOf('a') == 0",
                "'abc'.find('[a-z]+') == 'abc' && 'abc'.findAll('.', 2).size() == 2",
                "ip('1.2.3.4').family() == 4 && cidr('10.0.0.0/8').containsIP(ip('10.1.1.1')) && ip.isCanonical('::1')",
                "string(ip('::1')) == '::1' && cidr('10.0.0.0/8').ip().isLoopback()",
                "!format.dns1123Label().validate('a').hasValue() && format.named('uri').hasValue()",
                "semver('1.2.3').isLessThan(semver('v1.3', true)) && semver('1.0.0').major() == 1",
                "sets.contains([1, 2], [1]) && 'a,b'.split(',').join('-') == 'a-b' && '%s'.format(['x']) == 'x'",
                "[1, 2, 3].exists_one(i, v, v == 2) && {'a': 1}.transformList(k, v, k) == ['a']",
                "[3, 1].sort() == [1, 3] && [[1], [2]].flatten() == [1, 2] && lists.range(2) == [0, 1]",
                "timestamp('2024-01-01T00:00:00Z') < timestamp('2025-01-01T00:00:00Z') && 1 < 2.5",
            })
    void compiles(String expression) {
        assertThat(problem(Purpose.VALIDATION, expression)).isEmpty();
    }

    @Test
    void saysWhereASyntaxErrorIs() {
        assertThat(problem(Purpose.MATCH_CONDITION, "a b"))
                .isEqualTo(
                        "compilation failed: ERROR: <input>:1:3: Syntax error: extraneous input 'b' expecting <EOF>\n"
                                + " | a b\n | ..^");
    }

    @Test
    void saysWhichNameIsUnknown() {
        assertThat(problem(Purpose.VALIDATION, "foo == 1"))
                .isEqualTo("compilation failed: ERROR: <input>:1:1: undeclared reference to 'foo' (in container '')\n"
                        + " | foo == 1\n | ^");
        assertThat(text(compiler.scope().compile(Purpose.VALIDATION, "params.x == 1", false)))
                .contains("undeclared reference to 'params'");
        assertThat(problem(Purpose.MESSAGE, "authorizer.path('/').check('get').reason()"))
                .contains("undeclared reference to 'authorizer'");
        assertThat(problem(Purpose.VALIDATION, "request.nothing == ''")).contains("undefined field 'nothing'");
    }

    @Test
    void saysItInUpstreamsWords() {
        assertThat(problem(Purpose.VALIDATION, "'a' == 1"))
                .isEqualTo("compilation failed: ERROR: <input>:1:5: found no matching overload for '_==_' applied to"
                        + " '(string, int)'\n | 'a' == 1\n | ....^");
        assertThat(problem(Purpose.VALIDATION, "'a'.matches('[')")).contains("1:13: invalid matches argument");
        assertThat(problem(Purpose.VALIDATION, "duration('zz') < duration('2h')"))
                .contains("1:10: invalid duration argument");
        assertThat(problem(Purpose.VALIDATION, "timestamp('zz') == object.x")).contains("invalid timestamp argument");
        assertThat(problem(Purpose.VALIDATION, "[1, 'a'].size() == 2"))
                .contains("expected type 'int' but found 'string'");
        assertThat(problem(Purpose.VALIDATION, "'%s %d'.format(['a', 1]) == 'a 1'"))
                .isEmpty();
        assertThat(problem(Purpose.VALIDATION, "99999999999999999999 == 1")).contains("invalid int literal");
        assertThat(problem(Purpose.VALIDATION, "object.`a-b` == 1")).contains("unsupported syntax: '`'");
    }

    @Test
    void asksForTheRightType() {
        assertThat(problem(Purpose.VALIDATION, "-1")).isEqualTo("must evaluate to bool but got int");
        assertThat(problem(Purpose.VALIDATION, "object.x")).isEqualTo("must evaluate to bool but got dyn");
        assertThat(problem(Purpose.MESSAGE, "[1]")).isEqualTo("must evaluate to string but got list(int)");
        assertThat(problem(Purpose.AUDIT_ANNOTATION, "null")).isEmpty();
        assertThat(problem(Purpose.AUDIT_ANNOTATION, "1"))
                .isEqualTo("must evaluate to one of [string null_type] but got int");
        assertThat(problem(
                        Purpose.JSON_PATCH, "[JSONPatch{op: 'add', path: '/' + jsonpatch.escapeKey('a'), value: 1}]"))
                .isEmpty();
        assertThat(problem(Purpose.JSON_PATCH, "[JSONPatch{foo: 'x'}]"))
                .contains("1:15: expected type of field 'foo' is '' but provided type is 'string'");
        assertThat(problem(Purpose.APPLY_CONFIGURATION, "Object{spec: Object.spec{replicas: 3}}"))
                .isEmpty();
        assertThat(problem(Purpose.JSON_PATCH, "[]")).isEqualTo("must evaluate to list(JSONPatch) but got list(dyn)");
        assertThat(problem(Purpose.APPLY_CONFIGURATION, "'x'")).isEqualTo("must evaluate to Object but got string");
    }

    @Test
    void laterExpressionsSeeVariables() {
        var scope = compiler.scope();
        scope.compose();
        assertThat(scope.declare("small", "object.spec.replicas < 3", false)).isNull();
        assertThat(scope.compile(Purpose.VALIDATION, "variables.small", false)).isNull();
        assertThat(text(scope.compile(Purpose.VALIDATION, "variables.other", false)))
                .isEqualTo("compilation failed: ERROR: <input>:1:10: undefined field 'other'\n"
                        + " | variables.other\n | .........^");
        assertThat(text(scope.compile(Purpose.MATCH_CONDITION, "variables.small", false)))
                .contains("undeclared reference to 'variables'");
    }
}
