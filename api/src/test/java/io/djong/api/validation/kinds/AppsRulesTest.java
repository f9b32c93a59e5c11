package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.StatefulSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of stateful sets and daemon sets.
class AppsRulesTest {
    private static final String POD =
            "'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},"
                    + "'spec':{'containers':[{'name':'c','image':'i'}]}}";
    private static final String META = "{'metadata':{'name':'x','namespace':'n','resourceVersion':'1'},'spec':{";
    private static final Sample<StatefulSet> STATEFUL = new Sample<>(StatefulSet.TYPE, META + POD + "}}");
    private static final Sample<DaemonSet> DAEMON = new Sample<>(DaemonSet.TYPE, META + POD + "}}");

    @Test
    void nothingIsWrongWithTheBases() {
        assertThat(STATEFUL.created("{}")).isEmpty();
        assertThat(DAEMON.created("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'replicas':-1 | spec.replicas: Invalid value: -1: must be greater than or equal to 0
        'minReadySeconds':-1 | spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0
        'ordinals':{'start':-1} | spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0
        'podManagementPolicy':'x' | spec.podManagementPolicy: Invalid value: "x": must be 'OrderedReady' or 'Parallel'
        'serviceName':'a.b' | spec.serviceName: Invalid value: "a.b": must not contain dots
        'updateStrategy':{'rollingUpdate':{'partition':-1}} | spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0
        'updateStrategy':{'type':'OnDelete','rollingUpdate':{'partition':1}} | spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":1,"MaxUnavailable":null}: only allowed for updateStrategy 'RollingUpdate'
        'updateStrategy':{'type':'x'} | spec.updateStrategy: Invalid value: {"Type":"x","RollingUpdate":null}: must be 'RollingUpdate' or 'OnDelete'
        'updateStrategy':{'rollingUpdate':{'maxUnavailable':0}} | spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: 0: cannot be 0
        'updateStrategy':{'rollingUpdate':{'maxUnavailable':'101%'}} | spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%
        'persistentVolumeClaimRetentionPolicy':{'whenDeleted':'x'} | spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "x": supported values: "Retain", "Delete"
        'selector':null | spec.selector: Required value; spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`
        'selector':{'matchLabels':{'a':'c'}} | spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`
        'selector':{'matchLabels':null} | spec.selector: Invalid value: {}: empty selector is invalid for statefulset
        'template':{'spec':{'restartPolicy':'Never'}} | spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
        'template':{'spec':{'activeDeadlineSeconds':5}} | spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported
        'volumeClaimTemplates':[{'metadata':{'name':'v'},'spec':{'resources':{'requests':{'storage':'1'}}}}] | spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required
        """)
    void aStatefulSetThatIsWrong(String spec, String wrong) {
        assertThat(STATEFUL.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void labelsOfAStatefulSetsTemplateAreToldTwice() {
        var one = "spec.template.labels: Invalid value: \"-\": name part must consist of alphanumeric characters, '-', "
                + "'_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or "
                + "'123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
        assertThat(STATEFUL.created("{'spec':{'template':{'metadata':{'labels':{'-':'b'}}}}}"))
                .isEqualTo(one + "; " + one);
    }

    @Test
    void aNameOfAStatefulSetHasNoDots() {
        assertThat(STATEFUL.created("{'metadata':{'name':'a.b'}}"))
                .isEqualTo("metadata.name: Invalid value: \"a.b\": must not contain dots");
    }

    @Test
    void aClaimIsAVolumeOfThePods() {
        assertThat(STATEFUL.created("{'spec':{'template':{'spec':{'hostname':'NOT.LOOKED.AT','containers':[{'name':'c',"
                        + "'image':'i','volumeMounts':[{'name':'v','mountPath':'/v'}]}]}},'volumeClaimTemplates':["
                        + "{'metadata':{'name':'v'},'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':"
                        + "{'storage':'1'}}}}]}}"))
                .isEmpty();
    }

    @Test
    void whatMayChangeInAStatefulSet() {
        var refused = "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', "
                + "'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
                + "'minReadySeconds' are forbidden";
        assertThat(STATEFUL.updated("{}", "{'spec':{'serviceName':'x'}}")).isEqualTo(refused);
        assertThat(STATEFUL.updated("{}", "{'spec':{'podManagementPolicy':'Parallel'}}"))
                .isEqualTo(refused);
        assertThat(STATEFUL.updated(
                        "{}",
                        "{'spec':{'replicas':5,'minReadySeconds':1,'ordinals':{'start':1},'revisionHistoryLimit':1,"
                                + "'updateStrategy':{'type':'OnDelete'},'template':{'spec':{'hostNetwork':true}},"
                                + "'persistentVolumeClaimRetentionPolicy':{'whenScaled':'Delete'}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'updatedReplicas':-1 | status.updatedReplicas: Invalid value: -1: must be greater than or equal to 0
        'currentReplicas':2,'replicas':1 | status.currentReplicas: Invalid value: 2: cannot be greater than status.replicas
        'availableReplicas':1,'replicas':1 | status.availableReplicas: Invalid value: 1: cannot be greater than status.readyReplicas
        'replicas':0 | status.collisionCount: Invalid value: 0: cannot be decremented
        """)
    void aStatusThatIsWrong(String status, String wrong) {
        var before = wrong.contains("collision") ? "{'status':{'replicas':0,'collisionCount':1}}" : "{}";
        assertThat(STATEFUL.reported(before, "{'status':{" + status + "}}")).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'minReadySeconds':-1 | spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0
        'revisionHistoryLimit':-1 | spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0
        'updateStrategy':{'type':'x'} | spec.updateStrategy: Unsupported value: {"Type":"x","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"
        'updateStrategy':{'rollingUpdate':{'maxUnavailable':1,'maxSurge':1}} | spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero
        'updateStrategy':{'rollingUpdate':{'maxUnavailable':0}} | spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0
        'updateStrategy':{'rollingUpdate':{'maxUnavailable':0,'maxSurge':'200%'}} | spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: "200%": must not be greater than 100%
        'template':{'spec':{'restartPolicy':'Never'}} | spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
        'selector':{'matchLabels':null} | spec.selector: Invalid value: {}: empty selector is invalid for daemonset
        'selector':null | spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`
        """)
    void aDaemonSetThatIsWrong(String spec, String wrong) {
        assertThat(DAEMON.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void whatMayChangeInADaemonSet() {
        assertThat(DAEMON.updated(
                        "{}",
                        "{'spec':{'selector':{'matchLabels':{'z':'y'}},'template':{'metadata':{'labels':{'z':'y'}}}}}"))
                .isEqualTo(
                        "spec.selector: Invalid value: {\"matchLabels\":{\"a\":\"b\",\"z\":\"y\"}}: field is immutable");
        assertThat(DAEMON.updated("{}", "{'spec':{'minReadySeconds':1,'updateStrategy':{'type':'OnDelete'}}}"))
                .isEmpty();
        assertThat(DAEMON.reported("{'status':{'collisionCount':2}}", "{'status':{'collisionCount':1}}"))
                .isEqualTo("status.collisionCount: Invalid value: 1: cannot be decremented");
    }
}
