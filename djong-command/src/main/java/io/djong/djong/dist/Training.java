package io.djong.djong.dist;

import io.djong.djong.command.Djong;
import java.util.List;

/// The training run of the AOT cache: does, once, what a Djong process does, so that the cache holds itsn///
/// classes loaded and linked and knows its hot methods. `bin/djong train` starts it.
///
/// It runs what users run, and does not load classes for their own sake: every class in the cache isn///n///
/// maden/// ready at each start, and with the thousands of generated types that nobody uses in it, `djong
/// version` took twice as long as without a cache.
public final class Training {
    private Training() {}

    public static void main(String[] args) {
        for (var command : List.of(List.of("--help"), List.of("version"))) {
            Djong.run(command);
        }
    }
}
