package io.djong.apiserver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void oneRangeIsAPartOfTheBody() {
        assertThat(Range.of("bytes=0-9", 100)).isEqualTo(new Range.Part(0, 10));
        assertThat(Range.of("bytes=90-", 100)).isEqualTo(new Range.Part(90, 100));
        assertThat(Range.of("bytes=-5", 100)).isEqualTo(new Range.Part(95, 100));
        assertThat(Range.of("bytes=-500", 100)).isEqualTo(new Range.Part(0, 100));
        assertThat(Range.of("bytes=50-5000", 100)).isEqualTo(new Range.Part(50, 100));
    }

    @Test
    void whatIsBehindTheEndIsOutside() {
        assertThat(Range.of("bytes=100-", 100)).isEqualTo(new Range.Outside());
        assertThat(Range.of("bytes=-0", 100)).isEqualTo(new Range.Outside());
    }

    @Test
    void anythingElseIsTheWhole() {
        for (String header : new String[] {"", "bytes=-", "bytes=1-2,4-5", "lines=1-2", "bytes=9-3", "bytes=a-b"}) {
            assertThat(Range.of(header, 100)).as(header).isNull();
        }
    }
}
