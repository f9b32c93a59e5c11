package io.djong.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTypesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "1k, 1000",
        "512Ki, 524288",
        "10Mi, 10485760",
        "1.5G, 1500000000",
        ".5Ki, 512",
        "1Ei, 1152921504606846976"
    })
    void readsBytes(String text, long bytes) throws InvalidValue {
        assertThat(OptionTypes.BYTES.reader().read(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "10mb", "1 Mi", "16Ei", "1Kib"})
    void refusesWhatAreNoBytes(String text) {
        assertThatThrownBy(() -> OptionTypes.BYTES.reader().read(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("whole number of bytes");
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "-10, -10", "0x1F, 31", "017, 15", "0o17, 15", "0b101, 5", "1_000, 1000", "0, 0", "+7, 7"})
    void readsNumbersAsGo(String text, int value) throws InvalidValue {
        assertThat(OptionTypes.INT.reader().read(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "08", "0x", "1__0", "_1", "1_", "1.0", "--1", "２"})
    void refusesWhatAreNoNumbers(String text) {
        assertThatThrownBy(() -> OptionTypes.INT.reader().read(text)).hasMessageEndingWith("invalid syntax");
    }

    @ParameterizedTest
    @CsvSource({
        "10.43.0.0/16, 10.43.0.0/16",
        "10.43.7.9/16, 10.43.0.0/16",
        "0.0.0.0/0, 0.0.0.0/0",
        "10.1.2.3/31, 10.1.2.2/31",
        "FD00:0:0::1/108, fd00::/108",
        "2001:db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
    })
    void readsAddressRanges(String text, String written) throws InvalidValue {
        assertThat(OptionTypes.CIDR.reader().read(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.43.0.0",
                "10.43.0.0/33",
                "10.43.0.0/-1",
                "10.43.0.0/",
                "10.43.0/16",
                "010.0.0.0/8",
                "localhost/8",
                "::1/129",
                "::1%lo/64"
            })
    void refusesWhatAreNoAddressRanges(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).hasMessage("invalid CIDR address: " + text);
    }

    @Test
    void rangesContainAddresses() throws Exception {
        var range = Cidr.parse("10.42.4.0/22");
        assertThat(range.contains(IpText.parse("10.42.7.255"))).isTrue();
        assertThat(range.contains(IpText.parse("10.42.8.0"))).isFalse();
        assertThat(range.contains(IpText.parse("fd00::1"))).isFalse();
        assertThat(Cidr.parse("fd00::/108").contains(IpText.parse("fd00::f:ffff")))
                .isTrue();
        assertThat(Cidr.parse("fd00::/108").contains(IpText.parse("fd00::10:0")))
                .isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(IpText.parse("255.255.255.255")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"::, ::", "::1, ::1", "1::, 1::", "1:0:0:2:0:0:0:3, 1:0:0:2::3", "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7"})
    void writesIpv6InTheShortForm(String text, String written) throws InvalidValue {
        assertThat(IpText.format(IpText.parse(text))).isEqualTo(written);
    }

    @Test
    void readsPortRanges() throws InvalidValue {
        assertThat(PortRange.parse("30000-32767")).isEqualTo(new PortRange(30000, 32767));
        assertThat(PortRange.parse(" 80 ")).hasToString("80-80");
        assertThat(new PortRange(1, 3).contains(4)).isFalse();
        assertThat(new PortRange(1, 3).size()).isEqualTo(3);
        assertThatThrownBy(() -> PortRange.parse("5-3")).hasMessage("end port cannot be less than start port: 5-3");
        assertThatThrownBy(() -> PortRange.parse("1-70000"))
                .hasMessage("the port range cannot be greater than 65535: 1-70000");
        assertThatThrownBy(() -> PortRange.parse("x"))
                .hasMessage("unable to parse port range: x: strconv.Atoi: parsing \"x\": invalid syntax,"
                        + " expected hyphen in port range or a single port number");
    }

    @Test
    void readsLinesOfCsv() throws InvalidValue {
        var reader = OptionTypes.STRINGS.reader();
        assertThat(reader.read("")).isEmpty();
        assertThat(reader.read("a,,b")).containsExactly("a", "", "b");
        assertThat(reader.read("a,")).containsExactly("a", "");
        assertThat(reader.read("\"a\"\"b\",c")).containsExactly("a\"b", "c");
        assertThatThrownBy(() -> reader.read("\"a")).hasMessage("extraneous or missing \" in quoted-field");
        assertThatThrownBy(() -> reader.read("a\"b")).hasMessage("bare \" in non-quoted-field");
    }

    @Test
    void findsWhatWasMeant() {
        var known = List.of("secure-port", "secure-host", "v");
        assertThat(NearestName.of("secrue-port", known)).isEqualTo("secure-port");
        assertThat(NearestName.of("w", known)).isEqualTo("v");
        assertThat(NearestName.of("something", known)).isNull();
    }
}
