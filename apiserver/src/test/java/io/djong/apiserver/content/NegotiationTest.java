package io.djong.apiserver.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What clients are told that accept nothing we have.
final class NegotiationTest {
    private static final String ALL = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    @Test
    void aTypeThatNoPathHasIsAnsweredWithAllThatThereAre() {
        assertThatThrownBy(() -> Negotiation.of("text/html", true, false))
                .hasMessage("406: Not Acceptable\n\nAvailable representations: " + ALL);
        assertThatThrownBy(() -> Negotiation.of("text/html", true, false, true))
                .hasMessage("406: Not Acceptable\n\nAvailable representations: " + ALL
                        + ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");
    }

    @Test
    void aFormThatThereIsNotIsAnotherMatter() {
        assertThatThrownBy(() -> Negotiation.of("application/json;as=Nonsense;v=v1;g=meta.k8s.io", true, false))
                .hasMessage("only the following media types are accepted: " + ALL);
    }

    @Test
    void anythingIsJson() throws Exception {
        assertThat(Negotiation.of("*/*", true, false).type()).isEqualTo(MediaType.JSON);
    }
}
