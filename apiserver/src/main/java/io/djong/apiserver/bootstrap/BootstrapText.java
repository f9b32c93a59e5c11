package io.djong.apiserver.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tables of bootstrap objects in the jar: blocks of a head line and indented lines, words apart by
/// spaces.
final class BootstrapText {
    private BootstrapText() {}

    /// @param head the words of the first line
    /// @param lines the words of each indented line
    record Block(List<String> head, List<List<String>> lines) {}

    static List<Block> read(String name) {
        var blocks = new ArrayList<Block>();
        for (var line : text(name).split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var words = Arrays.asList(line.strip().split(" +"));
            if (line.startsWith(" ")) {
                blocks.getLast().lines().add(words);
            } else {
                blocks.add(new Block(words, new ArrayList<>()));
            }
        }
        return blocks;
    }

    /// A list by commas; `""` is the empty word.
    static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(word -> word.equals("\"\"") ? "" : word)
                .toList();
    }

    private static String text(String name) {
        try (var in = BootstrapText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name + " from the jar", e);
        }
    }
}
