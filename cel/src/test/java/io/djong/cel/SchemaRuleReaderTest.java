package io.djong.cel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaRuleReaderTest {
    private final SchemaRuleReader reader = new SchemaRuleReader();

    @Test
    void seesWhetherTheOldValueIsLookedAt() {
        assertThat(reader.read("self.replicas >= oldSelf.replicas").oldSelf()).isTrue();
        assertThat(reader.read("self.all(x, has(x.oldSelf))").oldSelf()).isFalse();
        assertThat(reader.read("self == oldSelf.orValue(self)").problem()).isEmpty();
    }

    @Test
    void saysWhereARuleIsMalformed() {
        assertThat(reader.read("self.x >").problem())
                .startsWith("ERROR: <input>:1:9: Syntax error: mismatched input '<EOF>' expecting");
    }
}
