package io.djong.apiserver.fuzz;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;

/// Random edits of known objects, kind after kind, each for some seconds of processor time, without Jazzer: twenty
/// times as many in a second, and none of them chosen by what it reaches.
public final class KindTries {
    private static final long NANOS = 1_000_000_000L;
    private static final int SLOW_MS = 500;

    private KindTries() {}

    /// @param args seconds each, the seed to begin with, then names of kinds; all of them without
    public static void main(String[] args) {
        long seconds = Long.parseLong(args[0]);
        long seed = Long.parseLong(args[1]);
        var courses = KindCourses.all();
        var names = args.length > 2 ? Arrays.asList(args).subList(2, args.length) : courses.names();
        for (var name : names) {
            tried(name, courses.of(name), seconds * NANOS, seed);
        }
    }

    private static void tried(String name, Course course, long limitNanos, long firstSeed) {
        var clock = ManagementFactory.getThreadMXBean();
        long begin = clock.getCurrentThreadCpuTime();
        var seen = new HashSet<String>();
        long runs = 0;
        long now = begin;
        while (now - begin < limitNanos) {
            var input = edited(course, new Random(firstSeed + runs));
            try {
                course.run(input);
            } catch (RuntimeException | Error e) {
                if (seen.add(e.getClass() + at(e))) {
                    System.out.println(name + " " + Base64.getEncoder().encodeToString(input.bytes()));
                    e.printStackTrace(System.out);
                }
            }
            runs++;
            long after = clock.getCurrentThreadCpuTime();
            if (after - now > SLOW_MS * 1_000_000L && seen.add("slow")) {
                System.out.println(name + " slow, " + (after - now) / 1_000_000L + " ms: "
                        + Base64.getEncoder().encodeToString(input.bytes()));
            }
            now = after;
        }
        System.out.println(name + ": " + runs + " runs, " + (now - begin) / NANOS + " s, " + seen.size() + " findings");
    }

    private static String at(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.djong"))
                .limit(2)
                .toList()
                .toString();
    }

    /// A sample with a few edits, and the same one with some more as the old object.
    static KindInput edited(Course course, Random random) {
        var samples = course.samples();
        var first = new byte[random.nextInt(2, random.nextInt(4) == 0 ? 80 : 16)];
        random.nextBytes(first);
        first[0] = (byte) random.nextInt(samples.size());
        var second = new byte[random.nextInt(random.nextInt(4) == 0 ? 60 : 10)];
        random.nextBytes(second);
        return new KindInput(KindInput.Form.EDITS, random.nextInt(8) == 0, random.nextInt(4) == 0, first, second);
    }
}
