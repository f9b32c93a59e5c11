package io.djong.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

    @Test
    void labelsSayWhatIsWrong() {
        assertThat(DnsNames.label("a-1")).isEmpty();
        assertThat(DnsNames.label("a.b")).containsExactly("must not contain dots");
        assertThat(DnsNames.label("A"))
                .containsExactly("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
                        + " and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
                        + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
        assertThat(DnsNames.label("a".repeat(64))).containsExactly("must be no more than 63 characters");
        assertThat(DnsNames.subdomain("a..b"))
                .containsExactly("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                        + " '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
                        + " regex used for validation is"
                        + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
        assertThat(DnsNames.subdomain("a".repeat(254))).containsExactly("must be no more than 253 characters");
        assertThat(DnsNames.label1035("1a")).hasSize(1).first().asString().startsWith("a DNS-1035 label must consist");
    }

    @Test
    void keysSayWhichPartIsWrong() {
        assertThat(LabelNames.key("example.com/app")).isEmpty();
        assertThat(LabelNames.key("/app")).containsExactly("prefix part must be non-empty");
        assertThat(LabelNames.key("x/"))
                .containsExactly(
                        "name part must be non-empty",
                        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
                                + " an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
                                + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
        assertThat(LabelNames.key("a/b/c").getFirst())
                .startsWith("a valid label key must consist of")
                .endsWith(" with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        assertThat(LabelNames.key("n".repeat(64))).containsExactly("name part must be no more than 63 bytes");
        assertThat(LabelNames.key("a".repeat(254) + "/b"))
                .containsExactly("prefix part must be no more than 253 bytes");
        assertThat(LabelNames.value("")).isEmpty();
        assertThat(LabelNames.value("-").getFirst()).startsWith("a valid label must be an empty string or consist");
        assertThat(LabelNames.value("v".repeat(64))).containsExactly("must be no more than 63 bytes");
    }

    @Test
    void otherNames() {
        assertThat(KeyNames.configKey("a_B.c-1")).isEmpty();
        assertThat(KeyNames.configKey(".")).containsExactly("must not be '.'");
        assertThat(KeyNames.configKey("..")).containsExactly("must not be '..'");
        assertThat(KeyNames.configKey("..a")).containsExactly("must not start with '..'");
        assertThat(KeyNames.configKey("")).hasSize(1);
        assertThat(KeyNames.variable("1 a!")).isEmpty();
        assertThat(KeyNames.variable("")).containsExactly("environment variable name must be non-empty");
        assertThat(KeyNames.variable("a=b")).hasSize(1);
        assertThat(KeyNames.identifier("_a1")).isEmpty();
        assertThat(KeyNames.identifier("1a")).hasSize(1);
        assertThat(KeyNames.header("X-A")).isEmpty();
        assertThat(Ports.name("-a--b-"))
                .containsExactly("must not contain consecutive hyphens", "must not begin or end with a hyphen");
        assertThat(Ports.name("")).hasSize(2);
        assertThat(Ports.number(0)).containsExactly("must be between 1 and 65535, inclusive");
        assertThat(Numbers.percent("100%")).isEmpty();
        assertThat(Numbers.percent("%")).hasSize(1);
        assertThat(Numbers.id(-1)).containsExactly("must be between 0 and 2147483647, inclusive");
        assertThat(NameRule.PATH_SEGMENT.check("a/%", false))
                .containsExactly("may not contain '/'", "may not contain '%'");
        assertThat(NameRule.PATH_SEGMENT.check("..", false)).containsExactly("may not be '..'");
        assertThat(NameRule.PATH_SEGMENT.check("..", true)).isEmpty();
        assertThat(NameRule.SUBDOMAIN.check("a-", true)).isEmpty();
        assertThat(NameRule.SUBDOMAIN.check("a-", false)).hasSize(1);
        assertThat(NameRule.SUBDOMAIN.check("-", true)).hasSize(1);
    }

    @Test
    void scansAgreeWithTheExpressionsTheyName() {
        agree(name -> DnsNames.label(name), LABEL);
        agree(name -> DnsNames.subdomain(name), LABEL + "(\\." + LABEL + ")*");
        agree(name -> DnsNames.label1035(name), "[a-z]([-a-z0-9]*[a-z0-9])?");
        agree(name -> DnsNames.wildcardSubdomain(name), "\\*\\." + LABEL + "(\\." + LABEL + ")*");
        String underscore = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
        agree(name -> DnsNames.subdomainWithUnderscore(name), underscore + "(\\." + underscore + ")*");
        agree(name -> LabelNames.value(name), "(" + NAME + ")?");
        agree(name -> KeyNames.configKey(name.replace("..", "x")), "[-._a-zA-Z0-9]+");
        agree(name -> KeyNames.identifier(name), "[A-Za-z_][A-Za-z0-9_]*");
        agree(name -> Numbers.percent(name), "[0-9]+%");
    }

    private static void agree(Function<String, List<String>> scan, String expression) {
        var pattern = Pattern.compile(expression);
        var random = new Random(expression.hashCode());
        String alphabet = "aAz09-_.*%é/";
        for (int i = 0; i < 30_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(7);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String name = text.toString();
            if (name.equals(".") || name.contains("..")) {
                continue;
            }
            assertThat(scan.apply(name).isEmpty())
                    .as(name + " " + expression)
                    .isEqualTo(pattern.matcher(name).matches());
        }
    }
}
