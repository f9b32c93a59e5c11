package io.djong.api.pods;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Pod;
import org.junit.jupiter.api.Test;

class PodPreparationTest {
    private static Pod pod(String json) {
        try {
            return Json.read(Pod.TYPE, json.replace('\'', '"').getBytes(UTF_8));
        } catch (JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static String prepared(String json) {
        return new String(Json.write(PodPreparation.create(pod(json), Times.ZERO)), UTF_8).replace('"', '\'');
    }

    @Test
    void fieldsOfFeaturesThatAreOffGoAway() {
        assertThat(prepared("{'spec':{'containers':[{'name':'c','lifecycle':{'stopSignal':'SIGHUP'}}],"
                        + "'volumes':[{'name':'v','projected':{'sources':[{'clusterTrustBundle':{'path':'p'}},"
                        + "{'secret':{'name':'s'}}]}}]}}"))
                .contains("'containers':[{'name':'c','resources':{}}]")
                .contains("'sources':[{},{'secret':{'name':'s'}}]");
        var old = pod("{'spec':{'containers':[{'name':'c','lifecycle':{'stopSignal':'SIGHUP'}}]}}")
                .spec();
        assertThat(PodPreparation.withoutDisabled(old, old)).isEqualTo(old);
    }

    @Test
    void labelKeysBecomeExpressions() {
        assertThat(prepared("{'metadata':{'labels':{'a':'1','b':'2'}},'spec':{'topologySpreadConstraints':["
                        + "{'maxSkew':1,'topologyKey':'z','whenUnsatisfiable':'DoNotSchedule','labelSelector':{},"
                        + "'matchLabelKeys':['a','c']}],'affinity':{'podAntiAffinity':{"
                        + "'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'z','labelSelector':{},"
                        + "'mismatchLabelKeys':['b']}]}}}}"))
                .contains("'labelSelector':{'matchExpressions':[{'key':'a','operator':'In','values':['1']}]}")
                .contains("'labelSelector':{'matchExpressions':[{'key':'b','operator':'NotIn','values':['2']}]}");
    }

    @Test
    void gatesAndGraceShow() {
        assertThat(prepared("{'spec':{'schedulingGates':[{'name':'g'}],'terminationGracePeriodSeconds':-5}}"))
                .contains("'terminationGracePeriodSeconds':1")
                .contains("'type':'PodScheduled','status':'False'")
                .contains("'reason':'SchedulingGated'");
    }
}
