package io.djong.api.validation.admissionregistration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the recorded cases do not reach: forms of URLs, and what an old object may keep.
class WebhookRulesTest {
    private static ValidatingWebhookConfiguration configuration(String url, String more) {
        String json = ("{'metadata':{'name':'c','resourceVersion':'1'},'webhooks':[{'name':'a.b.c','clientConfig':{"
                        + "'url':'" + url + "'},'admissionReviewVersions':['v1'],'sideEffects':'None'" + more + "}]}")
                .replace('\'', '"');
        try {
            return Defaults.apply(Json.read(ValidatingWebhookConfiguration.TYPE, json.getBytes(UTF_8)));
        } catch (JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static List<String> texts(List<FieldError> errors) {
        return errors.stream().map(FieldError::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://h:x/p     | Required value: url must be a valid URL: parse "https://h:x/p": invalid port ":x" after host; desired format: https://host[/path]
            http://h          | Invalid value: "http": 'https' is the only allowed URL scheme; desired format: https://host[/path]
            https:///p        | Invalid value: "": host must be specified; desired format: https://host[/path]
            https://u@h       | Invalid value: "u": user information is not permitted in the URL
            https://h/#f      | Invalid value: "f": fragments are not permitted in the URL
            https://h/?q=1    | Invalid value: "q=1": query parameters are not permitted in the URL
            https://h/%zz     | Required value: url must be a valid URL: parse "https://h/%zz": invalid URL escape "%zz"; desired format: https://host[/path]
            https://a b/      | Required value: url must be a valid URL: parse "https://a b/": invalid character " " in host name; desired format: https://host[/path]
            ://h              | Required value: url must be a valid URL: parse "://h": missing protocol scheme; desired format: https://host[/path]
            1a:b              | Required value: url must be a valid URL: parse "1a:b": first path segment in URL cannot contain colon; desired format: https://host[/path]
            """)
    void urls(String url, String message) {
        assertThat(texts(Validation.create(configuration(url, ""))))
                .containsExactly("webhooks[0].clientConfig.url: " + message);
    }

    @Test
    void anOldObjectMayKeepItsSideEffectsAndVersions() {
        String wrong = ",'sideEffects':'Some','admissionReviewVersions':['v7'],"
                + "'objectSelector':{'matchExpressions':[{'key':'k','operator':'In','values':['a b']}]}";
        var old = configuration("https://h", wrong);
        assertThat(Validation.create(old)).hasSize(3);
        assertThat(Validation.update(old, old)).isEmpty();
        var fine = configuration("https://h", "");
        assertThat(Validation.update(old, fine)).hasSize(3);
        assertThat(Validation.update(fine, old)).isEmpty();
    }
}
