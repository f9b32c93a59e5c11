package io.djong.api.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random quantities against plain decimals.
class QuantityProperties {
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("P", BigDecimal.TEN.pow(15)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)),
            Map.entry("e7", BigDecimal.TEN.pow(7)),
            Map.entry("E-5", BigDecimal.ONE.movePointLeft(5)));
    private static final String[] SUFFIXES = UNITS.keySet().stream().sorted().toArray(String[]::new);

    private record Sample(String text, BigDecimal number) {}

    private static Sample sample(Random random) {
        var digits = new StringBuilder();
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 25 : 8);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + (random.nextInt(3) == 0 ? 0 : random.nextInt(10))));
        }
        if (random.nextInt(3) == 0) {
            digits.insert(random.nextInt(digits.length()), '.');
        }
        String suffix = SUFFIXES[random.nextInt(SUFFIXES.length)];
        var number = new BigDecimal(digits.toString()).multiply(UNITS.get(suffix));
        if (number.scale() > 9) {
            number = number.setScale(9, RoundingMode.UP);
        }
        if (suffix.endsWith("i")) {
            number = number.min(BigDecimal.valueOf(Long.MAX_VALUE));
        }
        boolean negative = random.nextInt(5) == 0;
        return new Sample((negative ? "-" : "") + digits + suffix, negative ? number.negate() : number);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithPlainDecimals(long seed) throws QuantityException {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var a = sample(random);
            var b = sample(random);
            var qa = Quantity.parse(a.text);
            var qb = Quantity.parse(b.text);
            String what = "seed " + seed + ": " + a + " " + b;
            assertThat(qa.compareTo(qb)).as(what).isEqualTo(a.number.compareTo(b.number));
            assertThat(qa.sign()).as(what).isEqualTo(a.number.signum());
            assertThat(qa.value()).as(what).isEqualTo(whole(a.number));
            assertThat(qa.milliValue()).as(what).isEqualTo(whole(a.number.movePointRight(3)));
            same(what, qa.add(qb), a.number.add(b.number));
            same(what, qa.subtract(qb), a.number.subtract(b.number));
            same(what, qa.multiply(1000), a.number.multiply(BigDecimal.valueOf(1000)));
            same(what, qa.roundUp(-3), a.number.scale() > 3 ? a.number.setScale(3, RoundingMode.UP) : a.number);
        }
    }

    private static long whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.UP)
                .toBigInteger()
                .max(BigDecimal.valueOf(Long.MIN_VALUE).toBigInteger())
                .min(BigDecimal.valueOf(Long.MAX_VALUE).toBigInteger())
                .longValueExact();
    }

    private static void same(String what, Quantity quantity, BigDecimal expected) throws QuantityException {
        String text = quantity.toString();
        if (expected.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
            // Larger numbers may have no suffix to show, or are capped when read in binary notation.
            assertThat(Quantity.parse(text)).as(what).isEqualTo(quantity);
        }
        assertThat(quantity).as(what).isEqualTo(Quantity.of(expected, QuantityFormat.DECIMAL_EXPONENT));
        assertThat(quantity.hashCode())
                .as(what)
                .isEqualTo(
                        Quantity.of(expected, QuantityFormat.DECIMAL_EXPONENT).hashCode());
    }

    @Test
    void anyTextIsReadOrRefusedAndWhatIsPrintedIsStable() {
        var random = new Random(7);
        String alphabet = "0123456789.+-eEinumkKMGTP x";
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(9);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                var quantity = Quantity.parse(text.toString());
                boolean shown =
                        quantity.format() != QuantityFormat.DECIMAL_SI || Math.abs(quantity.value()) < Long.MAX_VALUE;
                if (shown) {
                    assertThat(Quantity.parse(quantity.toString()))
                            .as(text.toString())
                            .isEqualTo(quantity);
                }
            } catch (QuantityException e) {
                assertThat(e).hasMessageContaining("quantit");
            }
        }
    }
}
