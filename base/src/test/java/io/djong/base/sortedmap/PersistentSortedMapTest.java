package io.djong.base.sortedmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PersistentSortedMapTest {
    private final PersistentSortedMap<String, Integer> map = PersistentSortedMap.<String, Integer>empty()
            .with("b", 2)
            .with("a", 1)
            .with("c", 3);

    @Test
    void printsInOrderAndEqualsByContent() {
        assertThat(map).hasToString("{a=1, b=2, c=3}");
        var same = PersistentSortedMap.<String, Integer>builder()
                .add("a", 1)
                .add("b", 2)
                .add("c", 3)
                .build();
        assertThat(same).isEqualTo(map).hasSameHashCodeAs(map);
        assertThat(map.with("c", 4)).isNotEqualTo(map);
        assertThat(map.without("c").with("d", 3)).isNotEqualTo(map);
    }

    @Test
    void sameValueIsTheSameMap() {
        Integer value = 200_000;
        var with = map.with("x", value);
        assertThat(with.with("x", value)).isSameAs(with);
        assertThat(map.without("x")).isSameAs(map);
    }

    @Test
    void aCursorMeetsItselfInTheMiddle() {
        var cursor = map.entries();
        assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.key()).isEqualTo("a");
        assertThat(cursor.previous()).isTrue();
        assertThat(cursor.key()).isEqualTo("c");
        assertThat(cursor.remaining()).isEqualTo(1);
        assertThat(cursor.previous()).isTrue();
        assertThat(cursor.value()).isEqualTo(2);
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.previous()).isFalse();
    }

    @Test
    void rangesThatAreTheWrongWayRoundAreEmpty() {
        assertThat(map.entries("c", "a").next()).isFalse();
        assertThat(map.entriesAt(1, 3).remaining()).isEqualTo(2);
        assertThatThrownBy(() -> map.entriesAt(1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> map.keyAt(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theEmptyMapHasNoEnds() {
        var empty = map.without("a").without("b").without("c");
        assertThat(empty).isSameAs(PersistentSortedMap.empty());
        assertThat(empty.firstKey()).isNull();
        assertThat(empty.lastKey()).isNull();
        assertThat(empty.floorKey("a")).isNull();
        assertThat(empty.entries().next()).isFalse();
    }

    @Test
    void theBuilderRefusesWhatDoesNotAscend() {
        var builder = PersistentSortedMap.<String, Integer>builder().add("b", 1);
        assertThatThrownBy(() -> builder.add("b", 2)).hasMessage("not ascending: b before b");
    }
}
