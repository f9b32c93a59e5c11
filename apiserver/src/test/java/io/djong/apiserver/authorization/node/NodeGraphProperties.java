package io.djong.apiserver.authorization.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.authorization.node.Vertex.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random changes against one that looks through everything at each question.
class NodeGraphProperties {
    private static final List<String> NODES = List.of("n1", "n2", "n3");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void answersAsOneThatLooksThroughAll(long seed) {
        var random = new Random(seed);
        var graph = new NodeGraph();
        var all = new TreeMap<String, Links>();
        for (int step = 0; step < 400; step++) {
            var isVolume = random.nextInt(4) == 0;
            var owner = new Vertex(isVolume ? Kind.VOLUME : Kind.POD, "", "o" + random.nextInt(8));
            var links = random.nextInt(3) == 0 ? Links.NONE : isVolume ? volume(owner, random) : pod(owner, random);
            graph.set(owner, links);
            all.put(owner.kind() + owner.name(), links);
            for (var node : NODES) {
                for (var vertex : vertices()) {
                    assertThat(graph.sees(node, vertex))
                            .as("seed %d, step %d: %s sees %s", seed, step, node, vertex)
                            .isEqualTo(sees(all, node, vertex));
                }
            }
        }
        all.replaceAll((name, links) -> Links.NONE);
        for (int i = 0; i < 8; i++) {
            graph.set(new Vertex(Kind.POD, "", "o" + i), Links.NONE);
            graph.set(new Vertex(Kind.VOLUME, "", "o" + i), Links.NONE);
        }
        assertThat(graph.size()).isZero();
    }

    private static boolean sees(Map<String, Links> all, String node, Vertex vertex) {
        for (var links : all.values()) {
            if (links.node().equals(node) && links.seen().contains(vertex)) {
                return true;
            }
            for (var way : links.ways()) {
                if (way.from().equals(vertex) && sees(all, node, way.to())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Vertex> vertices() {
        return List.of(
                new Vertex(Kind.SECRET, "a", "s0"),
                new Vertex(Kind.SECRET, "a", "s1"),
                new Vertex(Kind.CLAIM, "a", "c0"),
                new Vertex(Kind.CLAIM, "a", "c1"),
                new Vertex(Kind.VOLUME, "", "o1"),
                new Vertex(Kind.POD, "", "o1"));
    }

    private static Links pod(Vertex owner, Random random) {
        var seen = new HashSet<>(Set.of(owner));
        for (var vertex : vertices()) {
            if ((vertex.kind() == Kind.SECRET || vertex.kind() == Kind.CLAIM) && random.nextBoolean()) {
                seen.add(vertex);
            }
        }
        return new Links(NODES.get(random.nextInt(NODES.size())), seen, Set.of());
    }

    private static Links volume(Vertex owner, Random random) {
        var ways = new HashSet<Links.Way>();
        ways.add(new Links.Way(owner, new Vertex(Kind.CLAIM, "a", "c" + random.nextInt(2))));
        if (random.nextBoolean()) {
            ways.add(new Links.Way(new Vertex(Kind.SECRET, "a", "s" + random.nextInt(2)), owner));
        }
        return new Links("", Set.of(), ways);
    }
}
