package io.djong.houserules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Rules about who may name whom: 1 edges, 2 cycles, 3 components, 4 quarantine, 8 plans.
final class ImportRules {
    /// A library's package, and the only packages of the house (below its root) that may name it.
    private static final Map<String, List<String>> QUARANTINE = new TreeMap<>(Map.of(
            "io.netty", List.of("http", "store.etcd", "kubelet.runtime", "benchmarks"),
            "io.grpc", List.of("store.etcd", "kubelet.runtime", "kubelet.devices", "kubelet.volumes.csi"),
            "org.sqlite", List.of("store.sqlite"),
            "org.bouncycastle", List.of("pki"),
            "dev.cel", List.of("cel"),
            "org.snakeyaml", List.of("api.yaml")));

    /// Of `base`, what is a value; the rest acts.
    private static final Set<String> BASE_VALUES =
            Set.of("base.sortedmap", "base.features", "base.wire", "base.time.Backoff", "base.time.Deadline");

    /// Packages that name a module's own nouns, which its plans may use.
    private static final Map<String, List<String>> SHARED_NOUNS = Map.of(
            "controllermanager", List.of("podcontrol", "revisions", "servicepods"),
            "scheduler", List.of("snapshot", "framework", "profile"),
            "dns", List.of("wire"),
            "kubelet", List.of("cri", "runtime", "resources"),
            "proxy", List.of("services"));

    private final Rooms rooms;

    ImportRules(Rooms rooms) {
        this.rooms = rooms;
    }

    ArchRule edges() {
        return Condition.everyClassShould("import only along the edges of docs/architecture.md", (type, report) -> {
            var from = rooms.of(type).orElseThrow();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                rooms.of(target)
                        .filter(to -> !rooms.mayImport(from, to, target.getPackageName()))
                        .ifPresent(to -> report.violation(
                                dependency, type.getName() + " reaches from " + from + " to " + target.getName()));
            }
        });
    }

    /// Generated types and the contract that they implement refer to each other, so they count as one package. A
    /// module has one family of exceptions, beside its door: everything in it may throw them.
    ArchRule noCycles() {
        var types = rooms.root() + ".api.types";
        var contract = Set.of(rooms.root() + ".api", rooms.root() + ".api.meta");
        return SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        var name = type.getPackageName();
                        return Rooms.isIn(name, types) || contract.contains(name)
                                ? SliceIdentifier.of("the generated types and their contract")
                                : SliceIdentifier.of(name);
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), JavaClass.Predicates.assignableTo(Throwable.class))
                .allowEmptyShould(true);
    }

    ArchRule componentsMeetThroughClient() {
        return Condition.everyClassShould("meet other components through client only", (type, report) -> {
            var from = rooms.of(type).filter(Rooms.COMPONENTS::contains);
            if (from.isEmpty()) {
                return;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                rooms.of(target)
                        .filter(to ->
                                !to.equals(from.get()) && (Rooms.COMPONENTS.contains(to) || to.equals("apiserver")))
                        .ifPresent(to -> report.violation(
                                dependency, type.getName() + " meets " + target.getName() + " without the client"));
            }
        });
    }

    ArchRule quarantine() {
        return Condition.everyClassShould("leave heavy libraries in their quarantine", (type, report) -> {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                QUARANTINE.forEach((library, allowed) -> {
                    if (Rooms.isIn(target.getPackageName(), library)
                            && allowed.stream()
                                    .noneMatch(room -> Rooms.isIn(type.getPackageName(), rooms.root() + "." + room))) {
                        report.violation(
                                dependency,
                                type.getName() + " names " + target.getName() + ", which only " + allowed + " may");
                    }
                });
            }
        });
    }

    ArchRule plansArePure() {
        return Condition.everyClassShould("decide from values alone when named a plan", (type, report) -> {
            if (!outermost(type).getSimpleName().endsWith("Plan")) {
                return;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                if (!planMayUse(type, target)) {
                    report.violation(dependency, "the plan " + type.getName() + " depends on " + target.getName());
                }
            }
        });
    }

    private boolean planMayUse(JavaClass plan, JavaClass target) {
        var name = target.getName();
        if (target.isPrimitive() || name.startsWith("java.") || name.startsWith("org.jspecify.")) {
            return true;
        }
        if (target.getPackageName().equals(plan.getPackageName())) {
            return true;
        }
        var room = rooms.of(plan).orElse("");
        return Rooms.isIn(target.getPackageName(), rooms.root() + ".api")
                || BASE_VALUES.stream().anyMatch(value -> Rooms.isIn(name, rooms.root() + "." + value))
                || SHARED_NOUNS.getOrDefault(room, List.of()).stream()
                        .anyMatch(noun -> Rooms.isIn(name, rooms.root() + "." + room + "." + noun));
    }

    private static JavaClass outermost(JavaClass type) {
        var outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
