package io.djong.base.sortedmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random changes, against `java.util.TreeMap`. A failure names the seed.
class PersistentSortedMapProperties {
    private record Version(PersistentSortedMap<Integer, String> map, TreeMap<Integer, String> model) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesAsATreeMapAndOldVersionsStay(long seed) {
        var random = new SplittableRandom(seed);
        int keys = 1 << random.nextInt(3, 14);
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.empty();
        var model = new TreeMap<Integer, String>();
        var versions = new ArrayList<Version>();
        for (int step = 0; step < 20_000; step++) {
            // Phases of growth and of shrinking, so that trees get deep and empty again.
            boolean grow = random.nextInt(100) < (step / 5_000 % 2 == 0 ? 70 : 30);
            int key = random.nextInt(keys);
            if (grow) {
                map = map.with(key, "v" + step);
                model.put(key, "v" + step);
            } else {
                var before = map;
                map = map.without(key);
                assertThat(map.equals(before)).isEqualTo(model.remove(key) == null);
            }
            assertThat(map.size()).isEqualTo(model.size());
            if (step % 997 == 0) {
                map.checkInvariants();
                versions.add(new Version(map, new TreeMap<>(model)));
                queries(map, model, random, keys);
            }
        }
        for (var version : versions) {
            version.map.checkInvariants();
            assertThat(ascending(version.map.entries())).isEqualTo(entries(version.model));
        }
    }

    private static void queries(
            PersistentSortedMap<Integer, String> map,
            NavigableMap<Integer, String> model,
            SplittableRandom random,
            int keys) {
        for (int i = 0; i < 50; i++) {
            int a = random.nextInt(-1, keys + 1);
            int b = random.nextInt(-1, keys + 1);
            assertThat(map.get(a)).isEqualTo(model.get(a));
            assertThat(map.floorKey(a)).isEqualTo(model.floorKey(a));
            assertThat(map.ceilingKey(a)).isEqualTo(model.ceilingKey(a));
            assertThat(map.rank(a)).isEqualTo(model.headMap(a).size());
            NavigableMap<Integer, String> range = a <= b ? model.subMap(a, true, b, false) : new TreeMap<>();
            assertThat(ascending(map.entries(a, b))).isEqualTo(entries(range));
            assertThat(descending(map.entries(a, b))).isEqualTo(entries(range.descendingMap()));
            assertThat(map.count(a, null)).isEqualTo(model.tailMap(a).size());
            assertThat(map.count(null, a)).isEqualTo(model.headMap(a).size());
        }
        if (!model.isEmpty()) {
            assertThat(map.firstKey()).isEqualTo(model.firstKey());
            assertThat(map.lastKey()).isEqualTo(model.lastKey());
            int rank = random.nextInt(model.size());
            assertThat(map.rank(map.keyAt(rank))).isEqualTo(rank);
            assertThat(map.valueAt(rank)).isEqualTo(model.get(map.keyAt(rank)));
        }
    }

    @ParameterizedTest(name = "size {0}")
    @ValueSource(ints = {0, 1, 11, 12, 31, 32, 33, 43, 44, 45, 64, 1023, 1024, 1025, 1030, 33_000, 100_001})
    void buildsFromSortedInputAndGoesOnChanging(int size) {
        var builder = PersistentSortedMap.<Integer, String>builder();
        var model = new TreeMap<Integer, String>();
        for (int i = 0; i < size; i++) {
            builder.add(2 * i, "v" + i);
            model.put(2 * i, "v" + i);
        }
        var map = builder.build();
        map.checkInvariants();
        assertThat(ascending(map.entries())).isEqualTo(entries(model));
        var random = new SplittableRandom(size);
        for (int i = 0; i < 2_000; i++) {
            int key = random.nextInt(2 * size + 2);
            if (random.nextBoolean()) {
                map = map.with(key, "new");
                model.put(key, "new");
            } else {
                map = map.without(key);
                model.remove(key);
            }
        }
        map.checkInvariants();
        assertThat(ascending(map.entries())).isEqualTo(entries(model));
    }

    private static List<String> ascending(Cursor<Integer, String> cursor) {
        var result = new ArrayList<String>();
        while (cursor.next()) result.add(cursor.key() + "=" + cursor.value());
        return result;
    }

    private static List<String> descending(Cursor<Integer, String> cursor) {
        var result = new ArrayList<String>();
        while (cursor.previous()) result.add(cursor.key() + "=" + cursor.value());
        return result;
    }

    private static List<String> entries(NavigableMap<Integer, String> map) {
        var result = new ArrayList<String>();
        map.forEach((key, value) -> result.add(key + "=" + value));
        return result;
    }
}
