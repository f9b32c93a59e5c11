package io.djong.cluster.assembly;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What [ReplayTest] starts in a JVM of its own: bad days, whose hashes go into a file, one line per seed.
final class ReplayProgram {
    private ReplayProgram() {}

    /// @param arguments the file, then the seeds
    public static void main(String[] arguments) throws Exception {
        var seeds = List.of(arguments).subList(1, arguments.length).stream()
                .map(Integer::valueOf)
                .toList();
        Files.write(Path.of(arguments[0]), hashes(seeds));
    }

    static List<String> hashes(List<Integer> seeds) throws Exception {
        var hashes = new ArrayList<String>();
        for (int seed : seeds) {
            hashes.add(seed + " " + BadDay.of(seed).writes());
        }
        return hashes;
    }
}
