package io.djong.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.djong.houserules.fixtures.monitors.Monitors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rule without a failing fixture is not a rule: each one meets code that breaks it, and code beside it that does
/// not.
class FixturesTest {
    private static final String FIXTURES = "io.djong.houserules.fixtures.";

    @Test
    void rule01CatchesAnEdgeThatIsNotOnTheMap() {
        assertThat(violations("edges", rooms -> new ImportRules(rooms).edges()))
                .anyMatch(
                        line -> line.contains("ReachesUp reaches from api to") && line.contains("edges.client.Client"))
                .anyMatch(line -> line.contains("UsesMoreThanWire reaches from api to"))
                .anyMatch(line -> line.contains("Unmapped reaches from attic to"))
                .noneMatch(line -> line.contains("edges.client.Client reaches"));
    }

    @Test
    void rule02CatchesACycle() {
        assertThat(violations("cycles", rooms -> new ImportRules(rooms).noCycles()))
                .singleElement()
                .asString()
                .contains("store.first", "store.second");
    }

    @Test
    void rule03CatchesComponentsThatMeetWithoutTheClient() {
        assertThat(violations("edges", rooms -> new ImportRules(rooms).componentsMeetThroughClient()))
                .isNotEmpty()
                .allMatch(line -> line.contains("MeetsScheduler meets"));
    }

    @Test
    void rule04CatchesALibraryOutOfItsQuarantine() {
        assertThat(violations("quarantine", rooms -> new ImportRules(rooms).quarantine()))
                .anyMatch(line -> line.contains("OutsideSqlite names org.sqlite"))
                .anyMatch(line -> line.contains("NettyInPki names io.netty"));
    }

    @Test
    void rule05CatchesClocksSleepsAndChance() {
        assertThat(violations("calls", rooms -> new CallRules(rooms).timeAndChanceComeFromTheEnvironment()))
                .allMatch(line -> line.contains("ReadsTheClock"))
                .anyMatch(line -> line.contains("Instant.now"))
                .anyMatch(line -> line.contains("System.nanoTime"))
                .anyMatch(line -> line.contains("UUID.randomUUID"))
                .anyMatch(line -> line.contains("Thread.sleep"))
                .anyMatch(line -> line.contains("CountDownLatch.await"))
                .anyMatch(line -> line.contains("ReentrantLock.tryLock"));
    }

    @Test
    void rule06CatchesMonitorsAndParkingInsideCompute() throws IOException {
        var file = Monitors.class.getResourceAsStream("Monitors.class");
        assertThat(file).isNotNull();
        assertThat(MonitorRule.violations(file.readAllBytes()))
                .containsExactlyInAnyOrder(
                        Monitors.class.getName() + ".method is synchronized",
                        Monitors.class.getName() + ".block enters a monitor",
                        Monitors.class.getName() + ".waits enters a monitor",
                        Monitors.class.getName() + ".waits waits on a monitor",
                        Monitors.class.getName()
                                + ".parks calls java.util.concurrent.locks.ReentrantLock.lock inside ConcurrentHashMap.compute");
    }

    @Test
    void rule07CatchesDrawers() {
        assertThat(violations("shapes", rooms -> new ShapeRules(rooms).noDrawers()))
                .anyMatch(line -> line.contains("StringUtils is named like a drawer"))
                .anyMatch(line -> line.contains("the package of") && line.contains("helpers.Thing"))
                .noneMatch(line -> line.contains("Untyped"));
    }

    @Test
    void rule08CatchesAPlanThatCanAct() {
        assertThat(violations("plans", rooms -> new ImportRules(rooms).plansArePure()))
                .isNotEmpty()
                .allMatch(line -> line.contains("DeploymentPlan depends on") && line.contains("KubeClient"));
    }

    @Test
    void rule09CatchesThreadsAndQueuesOfOnesOwn() {
        assertThat(violations("calls", rooms -> new CallRules(rooms).threadsAndQueuesComeFromTheHouse()))
                .allMatch(line -> line.contains("StartsThreads"))
                .anyMatch(line -> line.contains("Thread.startVirtualThread"))
                .anyMatch(line -> line.contains("Executors."))
                .anyMatch(line -> line.contains("client.queue.Queue.<init>"))
                .noneMatch(line -> line.contains("client.queue.Queue.add"));
    }

    @Test
    void rule10CatchesUntypedAndOpenFields() {
        assertThat(violations("shapes", rooms -> new ShapeRules(rooms).fieldsAreTyped()))
                .allMatch(line -> line.contains("Untyped"))
                .anyMatch(line -> line.contains("Untyped.open is public and can be changed"))
                .anyMatch(line -> line.contains("Untyped.optional is of type"))
                .anyMatch(line -> line.contains("Untyped.anything is of type"))
                .anyMatch(line -> line.contains("Untyped.date is of type"));
    }

    @Test
    void rule11CatchesTheProcessAndItsStreams() {
        assertThat(violations("calls", rooms -> new CallRules(rooms).onlyCommandsTouchTheProcess()))
                .allMatch(line -> line.contains("EndsTheProcess"))
                .anyMatch(line -> line.contains("System.out"))
                .anyMatch(line -> line.contains("printStackTrace"))
                .anyMatch(line -> line.contains("System.exit"));
    }

    @Test
    void rule12CatchesAnOpenCheckedException() {
        assertThat(violations("shapes", rooms -> new ShapeRules(rooms).checkedExceptionsAreTheModulesOwn()))
                .isNotEmpty()
                .allMatch(line -> line.contains("CallsStore.meetsOpen"));
    }

    @Test
    void limitsCatchALongFileAndALongMethod(@TempDir Path folder) throws IOException {
        var statements = "        if (count < 9) count++;\n".repeat(SourceLimits.METHOD_LINES_MAX - 2);
        Files.writeString(folder.resolve("Fits.java"), method("Fits", statements));
        Files.writeString(folder.resolve("Long.java"), method("Long", statements + "        count++;\n"));
        Files.writeString(
                folder.resolve("Endless.java"), "class Endless {}\n" + "\n".repeat(SourceLimits.FILE_LINES_MAX));

        var files = SourceLimits.javaFiles(folder);

        assertThat(SourceLimits.longFiles(files)).singleElement().asString().contains("Endless.java has 701 lines");
        assertThat(SourceLimits.longMethods(files))
                .singleElement()
                .asString()
                .contains("Long.java:3: grow has 61 lines");
    }

    private static String method(String name, String statements) {
        return "class " + name + " {\n    int count;\n    void grow() {\n" + statements + "    }\n}\n";
    }

    private static List<String> violations(String folder, Function<Rooms, ArchRule> rule) {
        JavaClasses classes = new ClassFileImporter().importPackages(FIXTURES + folder);
        return rule.apply(new Rooms(FIXTURES + folder))
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }
}
