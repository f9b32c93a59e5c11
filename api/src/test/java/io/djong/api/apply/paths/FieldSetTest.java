package io.djong.api.apply.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.Bytes;
import io.djong.api.meta.FieldsV1;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class FieldSetTest {
    private static FieldSet set(String json) throws FieldsException {
        return FieldSet.read(new FieldsV1(Bytes.utf8(json)));
    }

    private static String text(FieldSet set) {
        return set.write().json().utf8();
    }

    @Test
    void whatWasReadIsWrittenInUpstreamsOrder() throws Exception {
        var json = "{\"i:7\":{},\"v:\\\"b\\\"\":{},\"v:true\":{},\"v:2\":{},\"v:1.5\":{},\"v:\\\"a\\\"\":{},"
                + "\"k:{\\\"b\\\":1,\\\"a\\\":\\\"x\\\"}\":{\"f:n\":{},\".\":{}},\"f:b\":{},\"f:a\":{\"f:c\":{}},\"x:new\":{}}";
        assertThat(text(set(json)))
                .isEqualTo("{\"f:a\":{\"f:c\":{}},\"f:b\":{},"
                        + "\"k:{\\\"a\\\":\\\"x\\\",\\\"b\\\":1}\":{\".\":{},\"f:n\":{}},"
                        + "\"v:1.5\":{},\"v:2\":{},\"v:\\\"a\\\"\":{},\"v:\\\"b\\\"\":{},\"v:true\":{},\"i:7\":{}}");
    }

    @Test
    void namesAreEscapedAsUpstreamEscapesThem() throws Exception {
        var json = "{\"f:a\\\"b\\\\c\\n<&\u00e9\":{},\"v:\\\"<\\\"\":{}}";
        assertThat(text(set(json))).isEqualTo("{\"f:a\\\"b\\\\c\\n<&\u00e9\":{},\"v:\\\"\\\\u003c\\\"\":{}}");
    }

    @Test
    void aPathWithNothingBelowIsAMember() throws Exception {
        assertThat(set("{\"f:a\":null}")).isEqualTo(FieldSet.of(FieldSet.path("a")));
        assertThat(set("{\"f:a\":{\"x:later\":{}}}")).isEqualTo(FieldSet.of(FieldSet.path("a")));
        assertThat(set("{}").isEmpty()).isTrue();
        assertThat(set("null").isEmpty()).isTrue();
    }

    @Test
    void whatIsNoSetIsRefused() {
        for (var bad : new String[] {
            "{\"f:a\":5}", "{\"a\":{}}", "{\"ab\":{}}", "{\"v:x\":{}}", "{\"i:x\":{}}", "{\"k:[]\":{}}", "{", "5"
        }) {
            assertThatThrownBy(() -> set(bad)).as(bad).isInstanceOf(FieldsException.class);
        }
    }

    @Test
    void aSetThatIsTooDeepIsRefused() {
        assertThatThrownBy(() -> set("{\"f:a\":".repeat(5_000) + "{}" + "}".repeat(5_000)))
                .isInstanceOf(FieldsException.class);
    }

    private record Algebra(String a, String b, String union, String both, String without, String deeplyWithout) {}

    @TestFactory
    Stream<DynamicTest> algebra() {
        return Stream.of(
                        new Algebra("{}", "{\"f:a\":{}}", "{\"f:a\":{}}", "{}", "{}", "{}"),
                        new Algebra(
                                "{\"f:a\":{\".\":{},\"f:b\":{}}}",
                                "{\"f:a\":{}}",
                                "{\"f:a\":{\".\":{},\"f:b\":{}}}",
                                "{\"f:a\":{}}",
                                "{\"f:a\":{\"f:b\":{}}}",
                                "{}"),
                        new Algebra(
                                "{\"f:a\":{\"f:b\":{},\"f:c\":{}},\"f:d\":{}}",
                                "{\"f:a\":{\"f:b\":{}},\"f:e\":{}}",
                                "{\"f:a\":{\"f:b\":{},\"f:c\":{}},\"f:d\":{},\"f:e\":{}}",
                                "{\"f:a\":{\"f:b\":{}}}",
                                "{\"f:a\":{\"f:c\":{}},\"f:d\":{}}",
                                "{\"f:a\":{\"f:c\":{}},\"f:d\":{}}"),
                        new Algebra(
                                "{\"k:{\\\"p\\\":80}\":{\".\":{},\"f:p\":{}}}",
                                "{\"k:{\\\"p\\\":80.0}\":{\"f:p\":{}}}",
                                "{\"k:{\\\"p\\\":80}\":{\".\":{},\"f:p\":{}}}",
                                "{\"k:{\\\"p\\\":80}\":{\"f:p\":{}}}",
                                "{\"k:{\\\"p\\\":80}\":{}}",
                                "{\"k:{\\\"p\\\":80}\":{}}"))
                .map(row -> DynamicTest.dynamicTest(row.a() + " and " + row.b(), () -> {
                    var a = set(row.a());
                    var b = set(row.b());
                    assertThat(text(a.union(b))).isEqualTo(row.union());
                    assertThat(text(a.intersection(b))).isEqualTo(row.both());
                    assertThat(text(a.difference(b))).isEqualTo(row.without());
                    assertThat(text(a.recursiveDifference(b))).isEqualTo(row.deeplyWithout());
                }));
    }

    @Test
    void pathsAreFound() throws Exception {
        var set = set("{\"f:a\":{\"f:b\":{}},\"f:c\":{}}");
        assertThat(set.has(FieldSet.path("a", "b"))).isTrue();
        assertThat(set.has(FieldSet.path("a"))).isFalse();
        assertThat(set.has(FieldSet.path("c"))).isTrue();
        assertThat(set.size()).isEqualTo(2);
        assertThat(set).hasToString(".c\n.a.b\n");
    }
}
