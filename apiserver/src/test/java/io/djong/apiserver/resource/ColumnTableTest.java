package io.djong.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.ConfigMap;
import org.junit.jupiter.api.Test;

/// What columns say of themselves.
class ColumnTableTest {
    @Test
    void columnsOfMetadataAreDescribedAsTheirFields() {
        var columns = ColumnTable.<ConfigMap>named()
                .text("Mine", "In own words.", map -> "x")
                .age()
                .definitions();
        assertThat(columns.get(0).description())
                .startsWith("Name must be unique within a namespace.")
                .endsWith("working-with-objects/names#names");
        assertThat(columns.get(1).description()).isEqualTo("In own words.");
        assertThat(columns.get(2).description())
                .contains("in UTC.\n\nPopulated by the system.")
                .doesNotContain("  ");
    }

    @Test
    void aNameMaySayMore() {
        var columns = ColumnTable.<ConfigMap>named(map -> map.metadata().name() + " (default)");
        assertThat(columns.definitions())
                .isEqualTo(ColumnTable.<ConfigMap>named().definitions());
    }
}
