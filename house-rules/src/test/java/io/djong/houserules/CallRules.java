package io.djong.houserules;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Rules about what may be called: 5 clocks, sleeps and chance, 9 threads and queues, 11 the process and its streams.
final class CallRules {
    private static final Set<String> FREE = Set.of("benchmarks", "e2e", "apigenerator");

    /// Types of which nothing may be called, with what to use instead.
    private static final Map<String, String> BANNED_CLOCK_TYPES = Map.of(
            ThreadLocalRandom.class.getName(), "Environment.random",
            Timer.class.getName(), "Environment.timers",
            Clock.class.getName(), "Environment.clock");

    private static final Set<String> NOW_TYPES = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime",
            "java.time.Year");

    /// Methods of `java.util.concurrent` that wait and may be given a limit in real time.
    private static final Set<String> WAITING = Set.of(
            "await",
            "awaitNanos",
            "awaitUntil",
            "awaitTermination",
            "get",
            "join",
            "poll",
            "pollFirst",
            "pollLast",
            "offer",
            "offerFirst",
            "offerLast",
            "tryAcquire",
            "tryLock",
            "exchange",
            "waitFor",
            "orTimeout",
            "completeOnTimeout",
            "parkNanos",
            "parkUntil",
            "sleep");

    private final Rooms rooms;

    CallRules(Rooms rooms) {
        this.rooms = rooms;
    }

    ArchRule timeAndChanceComeFromTheEnvironment() {
        return accesses("take time and chance from the Environment", (type, access) -> {
            if (mayTouchTime(type) || !bannedTimeOrChance(access)) {
                return false;
            }
            // Keys, serials and secrets are drawn where the keys are.
            return !(access.getTargetOwner().getName().equals("java.security.SecureRandom")
                    && rooms.of(type).orElse("").equals("pki"));
        });
    }

    ArchRule threadsAndQueuesComeFromTheHouse() {
        return accesses("start threads through Threads and queue work through the loop", (type, access) -> {
            if (mayTouchTime(type)) {
                return false;
            }
            return startsThread(access) || queuesWork(type, access);
        });
    }

    ArchRule onlyCommandsTouchTheProcess() {
        return accesses("leave System.exit, System.out and System.err to djong and kubectl", (type, access) -> {
            var room = rooms.of(type).orElse("");
            if (FREE.contains(room) || room.equals("djong") || room.equals("kubectl")) {
                return false;
            }
            var owner = access.getTargetOwner().getName();
            var name = access.getTarget().getName();
            boolean stream = access instanceof JavaFieldAccess && (name.equals("out") || name.equals("err"));
            return owner.equals("java.lang.System") && (stream || name.equals("exit"))
                    || owner.equals("java.lang.Runtime") && (name.equals("exit") || name.equals("halt"))
                    || name.equals("printStackTrace")
                            && access.getTargetOwner().isAssignableTo(Throwable.class)
                            && parameters(access).isEmpty();
        });
    }

    private interface Banned {
        boolean is(JavaClass type, JavaAccess<?> access);
    }

    private static ArchRule accesses(String description, Banned banned) {
        return Condition.everyClassShould(description, (type, report) -> {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (banned.is(type, access)) {
                    report.violation(
                            access,
                            access.getOrigin().getFullName() + " uses "
                                    + access.getTarget().getFullName());
                }
            }
        });
    }

    private boolean mayTouchTime(JavaClass type) {
        var room = rooms.of(type).orElse("");
        return FREE.contains(room)
                || room.equals("djong")
                || Rooms.isIn(type.getPackageName(), rooms.root() + ".base.time");
    }

    private static boolean bannedTimeOrChance(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        if (BANNED_CLOCK_TYPES.containsKey(owner.getName())) {
            return true;
        }
        return switch (owner.getName()) {
            case "java.lang.System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.Random", "java.security.SecureRandom", "java.util.SplittableRandom" ->
                name.equals("<init>");
            case "java.util.Date" -> name.equals("<init>") && parameters(access).isEmpty();
            default -> NOW_TYPES.contains(owner.getName()) && name.equals("now") || waitsForRealTime(owner, access);
        };
    }

    private static boolean waitsForRealTime(JavaClass owner, JavaAccess<?> access) {
        var name = access.getTarget().getName();
        if (name.equals("wait") && owner.isEquivalentTo(Object.class)) {
            return true;
        }
        boolean waits = owner.getPackageName().startsWith("java.util.concurrent")
                || owner.isAssignableTo(Thread.class)
                || owner.isAssignableTo(Process.class);
        if (!waits || !WAITING.contains(name)) {
            return false;
        }
        return name.equals("sleep")
                || name.startsWith("park")
                || name.startsWith("awaitNanos")
                || parameters(access).stream()
                        .anyMatch(type -> type.equals(TimeUnit.class.getName())
                                || type.equals(Duration.class.getName())
                                || type.equals("java.util.Date")
                                || type.equals("long") && owner.isAssignableTo(Thread.class));
    }

    /// Starting a thread that a factory of Threads made is fine; making one is not.
    private static boolean startsThread(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        if (owner.isEquivalentTo(Executors.class)
                || owner.isEquivalentTo(ForkJoinPool.class)
                || owner.isEquivalentTo(CompletableFuture.class) && name.endsWith("Async")) {
            return true;
        }
        if (name.equals("<init>")
                && owner.isAssignableTo(Executor.class)
                && owner.getName().startsWith("java.")) {
            return true;
        }
        return owner.isAssignableTo(Thread.class)
                && Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread")
                        .contains(name);
    }

    /// Only the loop makes queues (whoever has a loop may put keys into its queue); the scheduler has one of its own.
    private boolean queuesWork(JavaClass type, JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        if (owner.isEquivalentTo(DelayQueue.class)) {
            return true;
        }
        return access.getTarget().getName().equals("<init>")
                && Rooms.isIn(owner.getPackageName(), rooms.root() + ".client.queue")
                && !Rooms.isIn(type.getPackageName(), rooms.root() + ".client")
                && !Rooms.isIn(type.getPackageName(), rooms.root() + ".scheduler.queue");
    }

    private static List<String> parameters(JavaAccess<?> access) {
        if (access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target) {
            return target.getRawParameterTypes().stream()
                    .map(JavaClass::getName)
                    .toList();
        }
        return List.of();
    }
}
