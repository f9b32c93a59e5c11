package io.djong.apigenerator;

import java.util.List;
import java.util.Optional;

/// One line of a schema file, split into words.
///
/// @param indented whether it belongs to the declaration above
record Line(String file, int number, boolean indented, List<String> words) {
    /// The word at this place; an error when there is none.
    String word(int index, String what) throws SchemaException {
        if (index >= words.size()) throw error(what + " expected");
        return words.get(index);
    }

    /// The words from this place on.
    List<String> rest(int from) {
        return words.subList(Math.min(from, words.size()), words.size());
    }

    /// The value of `key=value`.
    Optional<String> value(int from, String key) {
        return rest(from).stream()
                .filter(word -> word.startsWith(key + "="))
                .map(word -> word.substring(key.length() + 1))
                .findFirst();
    }

    /// The parts of `key=a,b`; none when absent.
    List<String> values(int from, String key) {
        return value(from, key).map(text -> List.of(text.split(","))).orElse(List.of());
    }

    SchemaException error(String problem) {
        return new SchemaException(file, number, problem);
    }
}
