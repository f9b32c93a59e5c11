package io.djong.proxy.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProxyHealthTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final ProxyHealth health = new ProxyHealth(() -> now, Duration.ofSeconds(60));

    @Test
    void isWellWhileItStartsAndWhileChangesDoNotWaitTooLong() {
        health.queued("IPv4");
        now = now.plusSeconds(600);
        assertThat(health.live().status()).isEqualTo(200);
        health.updated("IPv4");
        health.queued("IPv4");
        now = now.plusSeconds(59);
        assertThat(health.live().status()).isEqualTo(200);
        health.queued("IPv4");
        now = now.plusSeconds(1);
        assertThat(health.live())
                .isEqualTo(
                        new ProxyHealth.Answer(
                                503,
                                "{\"currentTime\":\"2026-01-01T00:11:00Z\",\"healthy\":false,"
                                        + "\"lastUpdated\":\"2026-01-01T00:10:00Z\","
                                        + "\"status\":{\"IPv4\":{\"healthy\":false,\"lastUpdated\":\"2026-01-01T00:10:00Z\"}}}"));
        health.updated("IPv4");
        assertThat(health.live().status()).isEqualTo(200);
    }

    @Test
    void aNodeOnItsWayOutGetsNoTrafficButLives() {
        health.updated("IPv4");
        assertThat(health.healthy(false).status()).isEqualTo(503);
        assertThat(health.healthy(false).json())
                .contains("\"nodeEligible\":false")
                .contains("\"healthy\":true");
        assertThat(health.healthy(true).status()).isEqualTo(200);
        assertThat(health.live().json()).doesNotContain("nodeEligible");
    }
}
