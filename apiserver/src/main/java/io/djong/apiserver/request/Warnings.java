package io.djong.apiserver.request;

import java.util.ArrayList;
import java.util.List;

/// The warnings of one request, each sentence once, in order. Used by one thread.
public final class Warnings {
    private final List<String> sentences = new ArrayList<>(0);

    /// Adds a sentence unless it is there already.
    public void add(String sentence) {
        if (!sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    /// All of them, in the order in which they came.
    public List<String> all() {
        return List.copyOf(sentences);
    }
}
