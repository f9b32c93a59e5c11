package io.djong.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The map of the house: which room (module) may import which. It repeats docs/architecture.md, and is what counts.
final class Rooms {
    /// Rooms of layer 4: no component imports another.
    static final Set<String> COMPONENTS = Set.of(
            "controllermanager",
            "cloudcontrollermanager",
            "scheduler",
            "kubelet",
            "proxy",
            "network",
            "dns",
            "monitoring",
            "logging",
            "dashboard",
            "kubectl");

    private static final Map<String, Set<String>> EDGES = edges();

    private final String root;

    /// @param root the package under which every first segment is a room
    Rooms(String root) {
        this.root = root;
    }

    private static Map<String, Set<String>> edges() {
        var edges = new TreeMap<String, Set<String>>();
        edge(edges, "base");
        edge(edges, "apigenerator");
        edge(edges, "api");
        edge(edges, "store");
        edge(edges, "http");
        edge(edges, "pki");
        edge(edges, "linux");
        edge(edges, "cel", "api");
        edge(edges, "client", "api", "http", "pki");
        edge(edges, "apiserver", "client", "store", "cel", "pki", "http", "api");
        edge(edges, "scheduler", "client", "cel", "http", "api");
        edge(edges, "controllermanager", "client", "cel", "pki", "http", "api");
        edge(edges, "cloudcontrollermanager", "client", "pki", "http", "api");
        edge(edges, "kubelet", "client", "linux", "pki", "http", "api");
        edge(edges, "proxy", "client", "linux", "http", "api");
        edge(edges, "network", "client", "linux", "http", "api");
        for (String addon : List.of("dns", "monitoring", "logging", "dashboard", "kubectl")) {
            edge(edges, addon, "client", "http", "api");
        }
        edge(edges, "simulation", "apiserver", "client", "store", "api");
        var belowCluster = new ArrayList<>(COMPONENTS);
        belowCluster.remove("kubectl");
        belowCluster.addAll(
                List.of("apiserver", "simulation", "client", "cel", "api", "store", "http", "pki", "linux"));
        edge(edges, "cluster", belowCluster.toArray(String[]::new));
        var belowTop = new ArrayList<>(belowCluster);
        belowTop.add("cluster");
        edge(edges, "testkit", belowTop.toArray(String[]::new));
        belowTop.add("kubectl");
        edge(edges, "djong", belowTop.toArray(String[]::new));
        belowTop.addAll(List.of("djong", "testkit", "apigenerator"));
        edge(edges, "benchmarks", belowTop.toArray(String[]::new));
        edge(edges, "e2e", belowTop.toArray(String[]::new));
        return edges;
    }

    private static void edge(Map<String, Set<String>> edges, String from, String... to) {
        var allowed = new TreeSet<>(List.of(to));
        allowed.add(from);
        if (!from.equals("apigenerator")) {
            allowed.add("base");
        }
        edges.put(from, allowed);
    }

    /// The package under which every first segment is a room.
    String root() {
        return root;
    }

    /// The room that a class lives in, or empty for one from outside the house.
    Optional<String> of(JavaClass type) {
        return of(type.getPackageName());
    }

    Optional<String> of(String packageName) {
        if (!packageName.startsWith(root + ".")) {
            return Optional.empty();
        }
        var rest = packageName.substring(root.length() + 1);
        int end = rest.indexOf('.');
        return Optional.of(end < 0 ? rest : rest.substring(0, end));
    }

    /// Whether a class in one room may name a class in a package of another. Of `base`, `api` may use `wire` only.
    boolean mayImport(String from, String to, String toPackage) {
        if (!EDGES.getOrDefault(from, Set.of()).contains(to)) {
            return false;
        }
        return !(from.equals("api") && to.equals("base")) || isIn(toPackage, root + ".base.wire");
    }

    /// Whether the package is the given one or one below it.
    static boolean isIn(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }
}
