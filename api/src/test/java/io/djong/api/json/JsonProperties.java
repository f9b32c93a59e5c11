package io.djong.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonProperties {
    private static final String ALPHABET = "ab\"\\/\n\t\u0001<>&\u007f\u0080\u07ff\u0800\u2028\u2029\uffff\ud83d\ude00";

    @Test
    void treesSurviveWritingAndReading() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            JsonValue tree = tree(random, 4);
            byte[] json = tree.toBytes();
            assertThat(JsonSyntax.error(json)).as("seed %d", seed).isNull();
            assertThat(JsonValue.parse(json)).as("seed %d", seed).isEqualTo(tree);
            assertThat(JsonValue.parse(spaced(json, random)).toBytes())
                    .as("seed %d", seed)
                    .isEqualTo(json);
        }
    }

    /// Reader and syntax checker are two implementations of one grammar.
    @Test
    void readerSkipperAndCheckerAgreeOnBrokenTexts() {
        for (int seed = 0; seed < 4_000; seed++) {
            var random = new Random(seed);
            byte[] json = tree(random, 3).toBytes();
            byte[] broken = broken(json, random);
            boolean valid = JsonSyntax.error(broken) == null;
            assertThat(reads(broken))
                    .as("seed %d: %s", seed, new String(broken, UTF_8))
                    .isEqualTo(valid);
            assertThat(skips(broken))
                    .as("seed %d: %s", seed, new String(broken, UTF_8))
                    .isEqualTo(valid);
        }
    }

    private static boolean reads(byte[] json) {
        try {
            JsonValue.parse(json);
            return true;
        } catch (JsonException e) {
            return String.valueOf(e.getMessage()).equals("number out of range") && skips(json);
        }
    }

    private static boolean skips(byte[] json) {
        try {
            var in = new JsonReader(json);
            in.skip();
            in.end();
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static byte[] broken(byte[] json, Random random) {
        byte[] copy = json.clone();
        String noise = "{}[]\",:0-e.\\tfn x\u0001";
        for (int i = 0; i <= random.nextInt(3); i++) {
            copy[random.nextInt(copy.length)] = (byte) noise.charAt(random.nextInt(noise.length()));
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }

    private static byte[] spaced(byte[] json, Random random) {
        var out = new StringBuilder();
        boolean text = false;
        String all = new String(json, UTF_8);
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            if (!text && "{}[],:".indexOf(c) >= 0 && random.nextBoolean()) out.append(" \n");
            out.append(c);
            if (c == '\\') out.append(all.charAt(++i));
            else if (c == '"') text = !text;
            if (!text && "{}[],:".indexOf(c) >= 0 && random.nextBoolean()) out.append("\t\r");
        }
        return out.toString().getBytes(UTF_8);
    }

    static JsonValue tree(Random random, int depth) {
        int choice = random.nextInt(depth > 0 ? 8 : 6);
        return switch (choice) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBool.of(random.nextBoolean());
            case 2 -> JsonNumber.of(random.nextLong() >> random.nextInt(64));
            case 3 -> JsonNumber.of(random.nextDouble() * Math.pow(10, random.nextInt(-300, 300)));
            case 4, 5 -> new JsonString(text(random));
            case 6 -> {
                var values = new ArrayList<JsonValue>();
                for (int i = random.nextInt(4); i > 0; i--) values.add(tree(random, depth - 1));
                yield new JsonArray(values);
            }
            default -> {
                var members = new OrderedMap.Collector<JsonValue>();
                for (int i = random.nextInt(4); i > 0; i--) members.add(text(random), tree(random, depth - 1));
                yield new JsonObject(members);
            }
        };
    }

    private static String text(Random random) {
        var out = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int at = random.nextInt(ALPHABET.length() - 1);
            if (at == ALPHABET.length() - 2) out.append("\ud83d\ude00");
            else out.append(ALPHABET.charAt(at));
        }
        return out.toString();
    }
}
