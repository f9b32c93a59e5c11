package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import io.djong.api.types.core.v1.ReplicationController;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of autoscalers, disruption budgets and replication controllers.
class ScalingRulesTest {
    private static final String META = "{'metadata':{'name':'x','namespace':'n','resourceVersion':'1'},'spec':{";
    private static final Sample<HorizontalPodAutoscaler> SCALER = new Sample<>(
            HorizontalPodAutoscaler.TYPE,
            META + "'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'d'},'maxReplicas':5}}");
    private static final Sample<PodDisruptionBudget> BUDGET = new Sample<>(PodDisruptionBudget.TYPE, META + "}}");
    private static final Sample<ReplicationController> CONTROLLER = new Sample<>(
            ReplicationController.TYPE,
            META + "'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c','image':'i'}]}}}}");

    @Test
    void nothingIsWrongWithTheBases() {
        assertThat(SCALER.created("{}")).isEmpty();
        assertThat(BUDGET.created("{}")).isEmpty();
        assertThat(CONTROLLER.created("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'minReplicas':0 | spec.minReplicas: Invalid value: 0: must be greater than or equal to 1; spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas
        'minReplicas':6 | spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`
        'maxReplicas':-1,'minReplicas':null | spec.maxReplicas: Invalid value: -1: must be greater than or equal to 1; spec.maxReplicas: Invalid value: -1: must be greater than or equal to `minReplicas`
        'scaleTargetRef':{'kind':''} | spec.scaleTargetRef.kind: Required value
        'scaleTargetRef':{'name':'a/b'} | spec.scaleTargetRef.name: Invalid value: "a/b": may not contain '/'
        'scaleTargetRef':{'apiVersion':'v1'} | spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group
        'scaleTargetRef':{'apiVersion':'a/b/c'} | spec.scaleTargetRef.apiVersion: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c
        'metrics':[{}] | spec.metrics[0].type: Required value: must specify a metric source type; spec.metrics[0].type: Unsupported value: "": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"; spec.metrics[0].type: Unsupported value: "": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"
        'metrics':[{'type':'Resource'}] | spec.metrics[0].resource: Required value: must populate information for the given metric source
        'metrics':[{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':0}}}] | spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0
        'metrics':[{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization'}}}] | spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization
        'metrics':[{'type':'Pods','pods':{'metric':{'name':''},'target':{'type':'x','averageValue':'0'}}}] | spec.metrics[0].pods.metric.name: Required value: must specify a metric name; spec.metrics[0].pods.target.type: Invalid value: "x": must be either Utilization, Value, or AverageValue; spec.metrics[0].pods.target.averageValue: Invalid value: "0": must be positive
        'metrics':[{'type':'External','external':{'metric':{'name':'m'},'target':{'type':'Value','value':'1','averageValue':'1'}}}] | spec.metrics[0].external.target.value: Forbidden: may not set both a target value for metric and a per-pod target
        'behavior':{'scaleUp':{'stabilizationWindowSeconds':3601}} | spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600
        'behavior':{'scaleUp':{'selectPolicy':'x'}} | spec.behavior.scaleUp.selectPolicy: Unsupported value: "x": supported values: "Disabled", "Max", "Min"
        'behavior':{'scaleDown':{'policies':[{'type':'x','value':0,'periodSeconds':1801}]}} | spec.behavior.scaleDown.policies[0].type: Unsupported value: "x": supported values: "Percent", "Pods"; spec.behavior.scaleDown.policies[0].value: Invalid value: 0: must be greater than zero; spec.behavior.scaleDown.policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800
        """)
    void anAutoscalerThatIsWrong(String spec, String wrong) {
        assertThat(SCALER.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void aReferenceThatWasWrongMayStay() {
        var wrong = "{'spec':{'scaleTargetRef':{'apiVersion':'v1'}}}";
        assertThat(SCALER.updated(wrong, wrong)).isEmpty();
        assertThat(SCALER.reported("{}", "{'status':{'currentReplicas':-1}}"))
                .isEqualTo("status.currentReplicas: Invalid value: -1: must be greater than or equal to 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'minAvailable':1,'maxUnavailable':1 | spec: Invalid value: {"MinAvailable":1,"Selector":null,"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set
        'minAvailable':-1 | spec.minAvailable: Invalid value: -1: must be greater than or equal to 0
        'maxUnavailable':'101%' | spec.maxUnavailable: Invalid value: "101%": must not be greater than 100%
        'unhealthyPodEvictionPolicy':'x' | spec.unhealthyPodEvictionPolicy: Unsupported value: "x": supported values: "AlwaysAllow", "IfHealthyBudget"
        'selector':{'matchExpressions':[{'key':'a','operator':'In'}]} | spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'
        """)
    void aBudgetThatIsWrong(String spec, String wrong) {
        assertThat(BUDGET.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
        assertThat(BUDGET.updated("{}", "{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void aBudgetsStatus() {
        assertThat(BUDGET.reported("{}", "{'status':{'disruptionsAllowed':-1}}"))
                .isEqualTo("status.disruptionsAllowed: Invalid value: -1: must be greater than or equal to 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'replicas':-1 | spec.replicas: Invalid value: -1: must be greater than or equal to 0
        'minReadySeconds':-1 | spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0
        'selector':{'x':'y'} | spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`
        'template':null | spec.selector: Required value; spec.template: Required value
        'template':{'spec':{'restartPolicy':'Never'}} | spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
        """)
    void aReplicationControllerThatIsWrong(String spec, String wrong) {
        assertThat(CONTROLLER.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void aReplicationControllersStatus() {
        assertThat(CONTROLLER.reported("{}", "{'status':{'replicas':1,'readyReplicas':2}}"))
                .isEqualTo("status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas");
    }
}
