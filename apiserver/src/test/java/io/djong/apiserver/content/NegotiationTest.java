package io.djong.apiserver.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which form clients get for what they accept, and what they are told that accept nothing we have.
final class NegotiationTest {
    private static final String ALL = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    private static final String STREAMS =
            ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | JSON",
                "*/* | JSON",
                "application/yaml | YAML",
                "application/json;q=0.1,application/yaml;q=0.9 | YAML",
                // a quality that is no number is 0, and one of 0 refuses nothing
                "application/json;q=x,application/yaml | YAML",
                "application/json;q=0 | JSON",
                "application/json;q=0.5;q=2,application/yaml | JSON",
                // wildcards come last, wanted or not; the router wants a name, or the wildcard for everything
                "*/*,application/yaml | YAML",
                "text/html,application/xml;q=0.9,*/*;q=0.8 | JSON",
                "application/*,application/yaml | YAML",
                // parameters that nobody knows mean nothing, streams only that of watches
                "application/json;charset=utf-8;a;b= | JSON",
                "application/json;stream=watch | JSON",
                "application/yaml;stream=watch,application/vnd.kubernetes.protobuf | PROTOBUF",
                "application/json;stream=x,application/yaml | YAML",
                "application/json;sv=v1 | JSON",
            })
    void findsTheFirstThatCanBeServed(String accept, MediaType type) throws Exception {
        assertThat(Negotiation.of(accept, true, false)).isEqualTo(new Accepted(type, new Form.Whole(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "application/*", "*", "application", "APPLICATION/JSON", "application/json/x", ",,"
            })
    void aTypeThatNoPathHasIsAnsweredWithAllThatThereAre(String accept) {
        assertThatThrownBy(() -> Negotiation.of(accept, true, false))
                .hasMessage("406: Not Acceptable\n\nAvailable representations: " + ALL);
        assertThatThrownBy(() -> Negotiation.of(accept, true, false, true))
                .hasMessage("406: Not Acceptable\n\nAvailable representations: " + ALL + STREAMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;as=Nonsense;v=v1;g=meta.k8s.io",
                "application/json;as=Table;v=v2;g=meta.k8s.io",
                "application/json;as=Table;v=v1",
                "application/json;v=v1;g=meta.k8s.io",
                "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io",
                "application/json;stream=x",
                "application/json;sv=v2",
            })
    void aFormThatThereIsNotIsAnotherMatter(String accept) {
        assertThatThrownBy(() -> Negotiation.of(accept, true, false))
                .hasMessage("only the following media types are accepted: " + ALL);
    }

    @Test
    void takesTheNextClauseForAFormThatThereIsNot() throws Exception {
        var table = "application/json;as=Table;v=v1;g=meta.k8s.io";

        assertThat(Negotiation.of(table + ",application/json", true, false).form())
                .isEqualTo(new Form.Table("v1"));
        assertThat(Negotiation.of(table + ",application/json", false, false).form())
                .isEqualTo(new Form.Whole());
    }

    @Test
    void aClauseMayAskForLayout() throws Exception {
        assertThat(Negotiation.of("application/json;pretty=1", true, false).pretty())
                .isTrue();
        assertThat(Negotiation.of("application/json;pretty=true", true, false).pretty())
                .isFalse();
    }
}
