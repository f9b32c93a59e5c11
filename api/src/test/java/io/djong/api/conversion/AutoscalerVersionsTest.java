package io.djong.api.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoscalerVersionsTest {
    private static final String RICH = """
        {"metadata":{"name":"x","annotations":{"keep":"me"}},
         "spec":{"scaleTargetRef":{"kind":"Deployment","name":"d","apiVersion":"apps/v1"},"minReplicas":1,"maxReplicas":3,
         "metrics":[
          {"type":"Pods","pods":{"metric":{"name":"q"},"target":{"type":"AverageValue","averageValue":"5"}}},
          {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}}],
         "behavior":{"scaleUp":{"stabilizationWindowSeconds":0,"selectPolicy":"Max","tolerance":"50m",
          "policies":[{"type":"Pods","value":4,"periodSeconds":15}]}}},
         "status":{"currentReplicas":2,"desiredReplicas":3,
          "currentMetrics":[{"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":50,
           "averageValue":"1"}}}],
          "conditions":[{"type":"AbleToScale","status":"True","lastTransitionTime":"2020-02-03T04:05:06Z"}]}}""";

    private static HorizontalPodAutoscaler read(String json) throws JsonException {
        return Json.read(HorizontalPodAutoscaler.TYPE, json.getBytes(UTF_8));
    }

    @Test
    void whatTheFirstVersionCannotSayTravelsInAnnotations() throws JsonException {
        var first = AutoscalerVersions.toV1(read(RICH));
        assertThat(first.spec().targetCPUUtilizationPercentage()).isEqualTo(70);
        assertThat(first.status().currentCPUUtilizationPercentage()).isEqualTo(50);
        var annotations = first.metadata().annotations();
        assertThat(annotations)
                .containsEntry(
                        "autoscaling.alpha.kubernetes.io/metrics",
                        "[{\"type\":\"Pods\",\"pods\":{\"metricName\":\"q\",\"targetAverageValue\":\"5\"}}]")
                .containsEntry(
                        "autoscaling.alpha.kubernetes.io/behavior",
                        "{\"ScaleUp\":{\"StabilizationWindowSeconds\":0,\"SelectPolicy\":\"Max\",\"Policies\":[{\"Type\":"
                                + "\"Pods\",\"Value\":4,\"PeriodSeconds\":15}],\"Tolerance\":\"50m\"},\"ScaleDown\":null}")
                .containsKeys(
                        "keep",
                        "autoscaling.alpha.kubernetes.io/conditions",
                        "autoscaling.alpha.kubernetes.io/current-metrics");
    }

    @Test
    void nothingIsLostOnTheWayAndBack() throws JsonException {
        var rich = read(RICH);
        assertThat(AutoscalerVersions.toV2(AutoscalerVersions.toV1(rich))).isEqualTo(rich);
    }

    @Test
    void anAutoscalerWithoutMetricsLooksAtTheProcessor() {
        var given = io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler.EMPTY;
        var metric = AutoscalerVersions.toV2(given).spec().metrics().getFirst();
        assertThat(metric.resource()).isNotNull();
        assertThat(metric.resource().target().averageUtilization()).isEqualTo(80);
    }

    @Test
    void anAnnotationThatCannotBeReadIsPassedOver() {
        var given = io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler.EMPTY;
        var meta = given.metadata()
                .withAnnotations(Map.of("autoscaling.alpha.kubernetes.io/behavior", "not JSON", "a", "b"));
        var read = AutoscalerVersions.toV2(given.withMetadata(meta));
        assertThat(read.spec().behavior()).isNull();
        assertThat(read.metadata().annotations()).containsOnlyKeys("a");
    }
}
