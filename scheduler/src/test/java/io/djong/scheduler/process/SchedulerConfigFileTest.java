package io.djong.scheduler.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.client.serving.SettingsException;
import io.djong.scheduler.plugins.noderesources.ScoringStrategy;
import io.djong.scheduler.profile.ExtensionPoint;
import io.djong.scheduler.profile.PluginArguments;
import io.djong.scheduler.profile.PluginSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SchedulerConfigFileTest {
    private static final String HEAD = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";

    private static SchedulerConfigFile read(String text) throws SettingsException {
        return SchedulerConfigFile.read((HEAD + text).getBytes(UTF_8));
    }

    @Test
    void anEmptyOneMeansTheDefaults() throws Exception {
        var read = read("");
        assertThat(read.config().profiles())
                .singleElement()
                .satisfies(profile -> assertThat(profile.schedulerName()).isEqualTo("default-scheduler"));
        assertThat(read.connection().qps()).isEqualTo(50);
        assertThat(read.connection().burst()).isEqualTo(100);
    }

    @Test
    void readsProfilesWithTheirPlugIns() throws Exception {
        var read = read("""
                podInitialBackoffSeconds: 2
                podMaxBackoffSeconds: 20
                percentageOfNodesToScore: 30
                clientConnection: {kubeconfig: /etc/k, qps: 5.5, burst: 7}
                profiles:
                - schedulerName: packer
                  percentageOfNodesToScore: 100
                  plugins:
                    score:
                      enabled: [{name: NodeResourcesFit, weight: 9}]
                      disabled: [{name: ImageLocality}]
                  pluginConfig:
                  - name: NodeResourcesFit
                    args:
                      ignoredResources: [example.com/gpu]
                      scoringStrategy: {type: MostAllocated, resources: [{name: cpu, weight: 3}]}
                  - name: PodTopologySpread
                    args:
                      defaultingType: List
                      defaultConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]
                - schedulerName: other
                """);
        assertThat(read.connection().kubeconfig()).isEqualTo("/etc/k");
        assertThat(read.config().queue().maxBackoff()).isEqualTo(Duration.ofSeconds(20));
        assertThat(read.config().profiles()).hasSize(2);
        var packer = read.config().profiles().getFirst();
        assertThat(packer.percentageOfNodesToScore()).isEqualTo(100);
        assertThat(packer.at(ExtensionPoint.SCORE).enabled()).contains(new PluginSet.Enabled("NodeResourcesFit", 9));
        assertThat(packer.at(ExtensionPoint.SCORE).disables("ImageLocality")).isTrue();
        assertThat(packer.arguments().get("NodeResourcesFit"))
                .isInstanceOfSatisfying(PluginArguments.Fit.class, fit -> {
                    assertThat(fit.strategy().type()).isEqualTo(ScoringStrategy.Type.MOST_ALLOCATED);
                    assertThat(fit.ignoredResources()).containsExactly("example.com/gpu");
                });
        assertThat(packer.arguments().get("PodTopologySpread"))
                .isInstanceOfSatisfying(
                        PluginArguments.Spread.class,
                        spread -> assertThat(spread.defaults())
                                .singleElement()
                                .satisfies(constraint ->
                                        assertThat(constraint.topologyKey()).isEqualTo("zone")));
    }

    @Test
    void saysAllThatIsWrong() {
        assertThatThrownBy(() -> read("""
                        parallelisms: 3
                        leaderElection: {leaderElect: true}
                        profiles:
                        - plugins: {filter: {enabled: [{name: Nonsense}]}}
                        """))
                .hasMessageContaining("unknown field \"parallelisms\"")
                .hasMessageContaining("leaderElection.leaderElect: must be false")
                .hasMessageContaining("profiles[0].plugins.filter.enabled[0].name: there is no plug-in \"Nonsense\"");
        assertThatThrownBy(() -> SchedulerConfigFile.read("kind: Pod".getBytes(UTF_8)))
                .hasMessageContaining("must be of apiVersion kubescheduler.config.k8s.io/v1");
    }
}
