package io.djong.apiserver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Any bytes for any kind end with an object or a refusal. An ordinary test run plays the inputs again that
/// `scripts/fuzz-kinds.sh` once found worth keeping.
/// `-Dtest.jvm.extra=-Ddjong.seeds=1000` looks longer with random edits of known objects.
public final class KindFuzz {
    /// Named by `-Ddjong.fuzz.kind=apps/v1.Deployment` when Jazzer looks for new inputs.
    private static final class Chosen {
        private static final Course COURSE = KindCourses.all().of(System.getProperty("djong.fuzz.kind", "v1.Pod"));
    }

    /// Where Jazzer begins; what this takes is not counted as the first input's time.
    public static void fuzzerInitialize() {
        Chosen.COURSE.samples();
    }

    /// Where Jazzer enters.
    public static void fuzzerTestOneInput(byte[] data) {
        Chosen.COURSE.run(KindInput.of(data));
    }

    private static final int SEEDS = Integer.getInteger("djong.seeds", 50);

    /// Names a kind: the others are left out.
    private static final String ONLY = System.getProperty("djong.fuzz.only", "");

    @TestFactory
    Stream<DynamicTest> keptInputs() {
        var courses = KindCourses.all();
        return courses.names().stream()
                .filter(name -> name.endsWith(ONLY))
                .map(name -> DynamicTest.dynamicTest(name, () -> replay(name, courses.of(name))));
    }

    private static void replay(String name, Course course) throws Exception {
        KindSeeds.seeds(course).forEach(course::run);
        for (var line : kept(name)) {
            course.run(KindInput.of(Base64.getDecoder().decode(line)));
        }
        for (int seed = 0; seed < SEEDS; seed++) {
            course.run(KindTries.edited(course, new Random(seed)));
        }
    }

    private static List<String> kept(String name) throws IOException {
        try (var in = KindFuzz.class.getResourceAsStream("kinds/" + name.replace('/', '.') + ".txt")) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
