package io.djong.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The twelve rules of the house and its limits, on everything that ships and is written by hand. The thousands of
/// generated classes of `api.types` are one pattern, which the generator's tests look at.
class HouseRulesTest {
    private static JavaClasses house;

    private final Rooms rooms = new Rooms("io.djong");
    private final ImportRules imports = new ImportRules(rooms);
    private final CallRules calls = new CallRules(rooms);
    private final ShapeRules shapes = new ShapeRules(rooms);

    @BeforeAll
    static void readTheHouse() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(
                        location -> !location.contains("/test-classes/") && !location.contains("/io/djong/api/types/"))
                .importPackages("io.djong");
    }

    @Test
    void rule01ImportsGoDownwardsAlongTheEdges() {
        imports.edges().check(house);
    }

    @Test
    void rule02PackagesHaveNoCycles() {
        imports.noCycles().check(house);
    }

    @Test
    void rule03ComponentsMeetThroughTheClient() {
        imports.componentsMeetThroughClient().check(house);
    }

    @Test
    void rule04HeavyLibrariesStayInQuarantine() {
        imports.quarantine().check(house);
    }

    @Test
    void rule05TimeAndChanceComeFromTheEnvironment() {
        calls.timeAndChanceComeFromTheEnvironment().check(house);
    }

    @Test
    void rule06NoMonitorAndNoParkingInsideCompute() throws IOException {
        var found = new ArrayList<String>();
        for (byte[] classFile : classFiles()) {
            found.addAll(MonitorRule.violations(classFile));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void rule07NoDrawers() {
        shapes.noDrawers().check(house);
    }

    @Test
    void rule08PlansDecideFromValuesAlone() {
        imports.plansArePure().check(house);
    }

    @Test
    void rule09ThreadsAndQueuesComeFromTheHouse() {
        calls.threadsAndQueuesComeFromTheHouse().check(house);
    }

    @Test
    void rule10FieldsAreTypedAndNoPublicOneChanges() {
        shapes.fieldsAreTyped().check(house);
    }

    @Test
    void rule11OnlyCommandsTouchTheProcess() {
        calls.onlyCommandsTouchTheProcess().check(house);
    }

    @Test
    void rule12CheckedExceptionsAreTheModulesOwn() {
        shapes.checkedExceptionsAreTheModulesOwn().check(house);
    }

    @Test
    void filesStayShort() throws IOException {
        assertThat(SourceLimits.longFiles(sources("src/main/java", "src/test/java")))
                .isEmpty();
    }

    /// A test's table of rows is data, and so is a generator's template: only what ships is measured.
    @Test
    void methodsStayShort() throws IOException {
        var shipped = sources("src/main/java").stream()
                .filter(file -> !file.startsWith(Path.of("../api-generator")))
                .toList();
        assertThat(SourceLimits.longMethods(shipped)).isEmpty();
    }

    private static List<Path> sources(String... folders) throws IOException {
        var files = new ArrayList<Path>();
        try (var modules = Files.list(Path.of(".."))) {
            for (Path module : modules.sorted().toList()) {
                for (String folder : folders) {
                    files.addAll(SourceLimits.javaFiles(module.resolve(folder)));
                }
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    /// The class files of the house, out of folders and jars alike, read anew because ArchUnit keeps none.
    private static List<byte[]> classFiles() throws IOException {
        var files = new ArrayList<byte[]>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            var path = Path.of(entry);
            if (entry.endsWith("test-classes") || !Files.exists(path)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                read(path, files);
            } else {
                try (var jar = FileSystems.newFileSystem(URI.create("jar:" + path.toUri()), Map.of())) {
                    read(jar.getPath("/"), files);
                }
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    private static void read(Path root, List<byte[]> into) throws IOException {
        var ours = root.resolve("io/djong");
        if (!Files.isDirectory(ours)) {
            return;
        }
        try (var tree = Files.walk(ours)) {
            for (Path file :
                    tree.filter(path -> path.toString().endsWith(".class")).toList()) {
                into.add(Files.readAllBytes(file));
            }
        }
    }
}
