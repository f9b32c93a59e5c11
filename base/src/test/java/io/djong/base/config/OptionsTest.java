package io.djong.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.config.ConfigNode.Location;
import io.djong.base.config.ConfigNode.Mapping;
import io.djong.base.config.ConfigNode.Scalar;
import io.djong.base.config.ConfigNode.Sequence;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Option<Integer> PORT = Option.of("secure-port", OptionTypes.INT, 6443)
            .help("The port for HTTPS.")
            .section("secure serving")
            .check(Checks.port());
    private static final Option<Duration> TIMEOUT = Option.of(
                    "request-timeout", OptionTypes.DURATION, Duration.ofMinutes(1))
            .key("requests.timeout")
            .help("How long a request may take.")
            .section("generic")
            .check(Checks.positive());
    private static final Option<Boolean> PROFILING = Option.of("profiling", OptionTypes.BOOL, true)
            .help("Serve profiles.")
            .section("generic");
    private static final Option<Integer> LEVEL =
            Option.of("v", OptionTypes.INT, 0).shorthand('v').help("The `Level` of detail.");
    private static final Option<Boolean> ALL =
            Option.of("all", OptionTypes.BOOL, false).shorthand('a');
    private static final Option<List<String>> ORIGINS = Option.of("cors-origins", OptionTypes.STRINGS, List.of("x"));
    private static final Option<SortedMap<String, Boolean>> GATES =
            Option.of("gates", OptionTypes.BOOL_MAP, new TreeMap<>());
    private static final Option<@Nullable InetAddress> ADDRESS =
            Option.of("bind-address", OptionType.orUnset(OptionTypes.IP), null);
    private static final Option<String> OLD =
            Option.of("old-name", OptionTypes.STRING, "").deprecate("use --new-name");

    private static final Options OPTIONS = Options.of(
                    PORT, TIMEOUT, PROFILING, LEVEL, ALL, ORIGINS, GATES, ADDRESS, OLD)
            .removed("insecure-port", "use --secure-port");

    private static Settings settings(String... line) {
        return OPTIONS.settings(OPTIONS.parse(List.of(line)), null);
    }

    private static List<String> errors(Settings settings) {
        return settings.errors().stream().map(ConfigError::toString).toList();
    }

    @Test
    void defaultsHoldWhenNothingIsSaid() {
        var settings = settings();
        assertThat(settings.errors()).isEmpty();
        assertThat(settings.get(PORT)).isEqualTo(6443);
        assertThat(settings.get(ORIGINS)).containsExactly("x");
        assertThat(settings.get(ADDRESS)).isNull();
        assertThat(settings.isSet(PORT)).isFalse();
    }

    @Test
    void readsAllFormsOfFlags() throws InvalidValue {
        var line = OPTIONS.parse(List.of(
                "first",
                "--secure-port=1",
                "--secure_port",
                "2",
                "--profiling=false",
                "-av3",
                "--cors-origins=a,\"b,c\"",
                "--cors-origins",
                "d",
                "--gates=A=true,B=false",
                "--gates=B=true",
                "--bind-address=::ffff:10.0.0.1",
                "--request-timeout",
                "1m30s",
                "-",
                "--",
                "--secure-port=9"));
        var settings = OPTIONS.settings(line, null);
        assertThat(errors(settings)).isEmpty();
        assertThat(settings.get(PORT)).isEqualTo(2);
        assertThat(settings.get(PROFILING)).isFalse();
        assertThat(settings.get(ALL)).isTrue();
        assertThat(settings.get(LEVEL)).isEqualTo(3);
        assertThat(settings.get(ORIGINS)).containsExactly("a", "b,c", "d");
        assertThat(settings.get(GATES)).isEqualTo(Map.of("A", true, "B", true));
        assertThat(settings.get(ADDRESS)).isEqualTo(IpText.parse("10.0.0.1"));
        assertThat(settings.get(TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.source(TIMEOUT)).isEqualTo("--request-timeout");
        assertThat(line.arguments()).containsExactly("first", "-", "--secure-port=9");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "--secure-prot=1 | unknown flag: --secure-prot; did you mean --secure-port?",
                "--quite-another | unknown flag: --quite-another",
                "--secure-port | flag needs an argument: --secure-port",
                "-v | flag needs an argument: 'v' in -v",
                "-ax | unknown shorthand flag: 'x' in -ax",
                "--=1 | bad flag syntax: --=1",
                "--insecure-port=0 | flag --insecure-port was removed: use --secure-port",
                "--secure-port=x | invalid argument \"x\" for \"--secure-port\" flag: strconv.ParseInt: parsing \"x\": invalid syntax",
                "--secure-port=99999999999 | invalid argument \"99999999999\" for \"--secure-port\" flag: strconv.ParseInt: parsing \"99999999999\": value out of range",
                "--secure-port=70000 | invalid argument \"70000\" for \"--secure-port\" flag: must be between 1 and 65535, inclusive",
                "-vx | invalid argument \"x\" for \"-v, --v\" flag: strconv.ParseInt: parsing \"x\": invalid syntax",
                "--request-timeout=5 | invalid argument \"5\" for \"--request-timeout\" flag: time: missing unit in duration \"5\"",
                "--request-timeout=-5s | invalid argument \"-5s\" for \"--request-timeout\" flag: must be greater than 0s, like 30s or 1m30s",
                "--bind-address=1.2.3 | invalid argument \"1.2.3\" for \"--bind-address\" flag: failed to parse IP: \"1.2.3\"",
                "--gates=A | invalid argument \"A\" for \"--gates\" flag: malformed pair, expect string=bool",
                "--profiling=x | invalid argument \"x\" for \"--profiling\" flag: strconv.ParseBool: parsing \"x\": invalid syntax",
            },
            delimiter = '|')
    void saysWhatIsWrongWithAFlag(String argument, String error) {
        assertThat(errors(settings(argument))).containsExactly(error);
    }

    @Test
    void allErrorsAreTold() {
        assertThat(errors(settings("--foo", "1", "--secure-port=x", "--request-timeout=x")))
                .hasSize(3);
    }

    @Test
    void helpIsNoError() {
        assertThat(OPTIONS.parse(List.of("--help")).wantsHelp()).isTrue();
        assertThat(OPTIONS.parse(List.of("-h")).errors()).isEmpty();
    }

    @Test
    void readsAFileAndFlagsWin() {
        var file = map(
                1,
                "secure-port",
                scalar(1, "7443"),
                "requests",
                map(2, "timeout", scalar(3, "2m")),
                "cors-origins",
                new Sequence(at(4), List.of(scalar(5, "a,b"), scalar(6, "c"))),
                "gates",
                map(7, "A", scalar(8, "true")),
                "old-name",
                scalar(9, "x"));
        var settings = OPTIONS.settings(OPTIONS.parse(List.of("--secure-port=1")), file);
        assertThat(errors(settings)).isEmpty();
        assertThat(settings.get(PORT)).isEqualTo(1);
        assertThat(settings.get(TIMEOUT)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.source(TIMEOUT)).isEqualTo("config.yaml:3");
        assertThat(settings.get(ORIGINS)).containsExactly("a,b", "c");
        assertThat(settings.get(GATES)).isEqualTo(Map.of("A", true));
        assertThat(settings.warnings()).containsExactly("Key old-name has been deprecated, use --new-name");
    }

    @Test
    void saysWhereAFileIsWrong() {
        var file = map(
                1,
                "secure-port",
                scalar(1, "0"),
                "requests",
                map(2, "timeuot", scalar(3, "2m")),
                "cors-origins",
                map(4, "a", scalar(4, "b")),
                "gates",
                new Sequence(at(5), List.of()),
                "profiling",
                scalar(6, null),
                "insecure-port",
                scalar(7, "1"),
                "zzz",
                scalar(8, "1"),
                "v",
                scalar(9, "1"),
                "v",
                scalar(10, "2"));
        assertThat(errors(OPTIONS.settings(OPTIONS.parse(List.of()), file)))
                .containsExactlyInAnyOrder(
                        "config.yaml:1: secure-port: must be between 1 and 65535, inclusive",
                        "config.yaml:3: requests.timeuot: unknown key; did you mean timeout?",
                        "config.yaml:4: cors-origins: must not be a map",
                        "config.yaml:5: gates: must not be a list",
                        "config.yaml:6: profiling: has no value",
                        "config.yaml:7: insecure-port: this key was removed: use --secure-port",
                        "config.yaml:10: v: is said twice, first in line 9",
                        "config.yaml:8: zzz: unknown key; allowed are all, bind-address, cors-origins, gates, old-name,"
                                + " profiling, requests, secure-port, v");
        assertThat(errors(OPTIONS.settings(OPTIONS.parse(List.of()), scalar(1, "text"))))
                .containsExactly("config.yaml:1: must be a map of keys to values");
        assertThat(errors(OPTIONS.settings(OPTIONS.parse(List.of()), scalar(1, null))))
                .isEmpty();
    }

    @Test
    void helpLooksAsUpstreams() {
        assertThat(Options.of(PORT, TIMEOUT, PROFILING, LEVEL, OLD).help(0)).isEqualTo("""
                Secure serving flags:

                      --secure-port int   The port for HTTPS. (default 6443)

                Generic flags:

                      --request-timeout duration   How long a request may take. (default 1m0s)
                      --profiling                  Serve profiles. (default true)

                Misc flags:

                  -v, --v Level           The Level of detail.
                      --old-name string   (DEPRECATED: use --new-name)
                """);
    }

    @Test
    void helpWrapsAtTheTerminalsWidth() {
        var option = Option.of("a", OptionTypes.STRING, "").help("One two three four five six seven eight nine ten.");
        assertThat(Options.of(option).help(50)).isEqualTo("""
                Misc flags:

                      --a string   One two three four five six
                                   seven eight nine ten.
                """);
    }

    @Test
    void theReferenceTableHasARowForEach() {
        assertThat(Options.of(PORT, TIMEOUT).referenceTable()).isEqualTo("""
                | flag | key | type | default | meaning |
                |---|---|---|---|---|
                | `--secure-port` | `secure-port` | int | `6443` | The port for HTTPS. |
                | `--request-timeout` | `requests.timeout` | duration | `1m0s` | How long a request may take. |
                """);
    }

    @Test
    void namesAreUnique() {
        assertThatThrownBy(() -> Options.of(PORT, PORT)).hasMessage("two options are called secure-port");
        assertThatThrownBy(() -> settings().get(Option.of("other", OptionTypes.INT, 1)))
                .hasMessageContaining("--other");
    }

    private static Location at(int line) {
        return new Location("config.yaml", line, 1);
    }

    private static Scalar scalar(int line, @Nullable String text) {
        return new Scalar(at(line), text);
    }

    private static Mapping map(int line, Object... keysAndValues) {
        var entries = new ArrayList<ConfigNode.Entry>();
        var all = Arrays.asList(keysAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            var value = (ConfigNode) all.get(i + 1);
            entries.add(new ConfigNode.Entry(value.at(), (String) all.get(i), value));
        }
        return new Mapping(at(line), entries);
    }
}
