package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.batch.v1.CronJob;
import io.djong.api.types.batch.v1.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of jobs, and of jobs on a schedule.
class BatchRulesTest {
    private static final String META = "'metadata':{'name':'j','namespace':'n','uid':'u','resourceVersion':'1'}";
    private static final String POD = "'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}";
    private static final String LABELS = "'metadata':{'labels':{'job-name':'j','batch.kubernetes.io/job-name':'j',"
            + "'controller-uid':'u','batch.kubernetes.io/controller-uid':'u'}}";
    private static final Sample<Job> JOB = new Sample<>(
            Job.TYPE,
            "{" + META + ",'spec':{'selector':{'matchLabels':{'batch.kubernetes.io/controller-uid':'u'}},'template':{"
                    + LABELS + "," + POD + "}}}");
    private static final Sample<CronJob> CRON = new Sample<>(
            CronJob.TYPE,
            "{" + META + ",'spec':{'schedule':'@daily','jobTemplate':{'spec':{'template':{" + POD + "}}}}}");

    @Test
    void nothingIsWrongWithTheBases() {
        assertThat(JOB.created("{}")).isEmpty();
        assertThat(CRON.created("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'parallelism':-1 | spec.parallelism: Invalid value: -1: must be greater than or equal to 0
        'activeDeadlineSeconds':-1 | spec.activeDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0
        'completionMode':'x' | spec.completionMode: Unsupported value: "x": supported values: "NonIndexed", "Indexed"
        'completionMode':'Indexed','parallelism':1 | spec.completions: Required value: when completion mode is Indexed
        'backoffLimitPerIndex':1 | spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode
        'managedBy':'x' | spec.managedBy: Invalid value: "x": must be a domain-prefixed path (such as "acme.io/foo")
        'managedBy':'a/ ' | spec.managedBy: Invalid value: " ": Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')
        'podReplacementPolicy':'x' | spec.podReplacementPolicy: Unsupported value: "x": supported values: "Failed", "TerminatingOrFailed"
        'template':{'spec':{'restartPolicy':'Always'}} | spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"
        'template':{'metadata':{'labels':{'job-name':'x'}}} | spec.template.metadata.labels[job-name]: Invalid value: {"batch.kubernetes.io/controller-uid":"u","batch.kubernetes.io/job-name":"j","controller-uid":"u","job-name":"x"}: must be 'j'
        'selector':null | spec.selector: Required value; spec.template.metadata.labels: Invalid value: {"batch.kubernetes.io/controller-uid":"u","batch.kubernetes.io/job-name":"j","controller-uid":"u","job-name":"j"}: `selector` does not match template `labels`
        'podFailurePolicy':{'rules':[{}]} | spec.podFailurePolicy.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]; spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required
        'podFailurePolicy':{'rules':[{'action':'FailIndex','onPodConditions':[{'type':'x'}]}]} | spec.podFailurePolicy.rules[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set
        'podFailurePolicy':{'rules':[{'action':'Count','onExitCodes':{'operator':'In','values':[2,1,1]}}]} | spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 1; spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,1,1]: must be ordered
        'completionMode':'Indexed','completions':3,'successPolicy':{'rules':[{}]} | spec.successPolicy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified
        'completionMode':'Indexed','completions':3,'successPolicy':{'rules':[{'succeededIndexes':'2,1'}]} | spec.successPolicy.rules[0].succeededIndexes: Invalid value: "2,1": error parsing succeededIndexes: non-increasing order, previous: 2, current: 1
        'completionMode':'Indexed','completions':3,'successPolicy':{'rules':[{'succeededIndexes':'0-1','succeededCount':3}]} | spec.successPolicy.rules[0].succeededCount: Invalid value: 3: must be less than or equal to 2 (the number of indexes in the specified succeededIndexes field)
        """)
    void aJobThatIsWrong(String spec, String wrong) {
        assertThat(JOB.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'spec':{'completions':3}} | spec.completions: Invalid value: 3: field is immutable
        {'spec':{'completionMode':'Indexed','completions':1}} | spec.completionMode: Invalid value: "Indexed": field is immutable
        {'spec':{'managedBy':'a.b/c'}} | spec.managedBy: Invalid value: "a.b/c": field is immutable
        {'spec':{'completions':1,'parallelism':9,'suspend':true,'ttlSecondsAfterFinished':1,'backoffLimit':1}} | ``
        """)
    void whatMayChangeInAJob(String change, String wrong) {
        assertThat(JOB.updated("{}", change)).isEqualTo(wrong);
    }

    @Test
    void aSuspendedJobsPodsMayGoElsewhereAndAskForMore() {
        var change = "{'spec':{'template':{'spec':{'nodeSelector':{'a':'b'},'containers':[{'name':'c','image':'i',"
                + "'resources':{'requests':{'cpu':'1'}}}]}}}}";
        assertThat(JOB.updated("{'spec':{'suspend':true}}", change)).isEmpty();
        assertThat(JOB.updated("{}", change)).contains("spec.template: Invalid value: ");
        assertThat(JOB.updated("{'spec':{'suspend':true},'status':{'active':1}}", change))
                .contains("spec.template: Invalid value: ");
        assertThat(JOB.updated("{'spec':{'suspend':true}}", "{'spec':{'template':{'spec':{'hostNetwork':true}}}}"))
                .contains("spec.template.spec: Invalid value: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'ready':1 | status.ready: Invalid value: 1: cannot set more ready pods than active
        'uncountedTerminatedPods':{'succeeded':['','a','a']} | status.uncountedTerminatedPods.succeeded[0]: Invalid value: "": must not be empty; status.uncountedTerminatedPods.succeeded[2]: Duplicate value: "a"
        'completionTime':'2020-01-01T00:00:00Z' | status.completionTime: Invalid value: "2020-01-01T00:00:00Z": cannot set completionTime when there is no Complete=True condition
        'conditions':[{'type':'Complete','status':'True'}] | status.completionTime: Required value: completionTime is required for Complete jobs; status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition; status.startTime: Required value: startTime is required for finished job
        'conditions':[{'type':'Failed','status':'True'}],'startTime':'2020-01-01T00:00:00Z' | status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition
        'completedIndexes':'1' | status.completedIndexes: Invalid value: "1": error parsing completedIndexes: too large index: "1"; status.completedIndexes: Invalid value: "1": cannot set non-empty completedIndexes when non-indexed completion mode
        'failedIndexes':'0' | status.failedIndexes: Invalid value: "0": cannot set non-null failedIndexes when backoffLimitPerIndex is null
        """)
    void aStatusThatIsWrong(String status, String wrong) {
        assertThat(JOB.reported("{}", "{'status':{" + status + "}}")).isEqualTo(wrong);
    }

    @Test
    void whatHasEndedStaysSo() {
        var ended =
                "{'status':{'startTime':'2020-01-01T00:00:00Z','succeeded':1,'completionTime':'2020-01-01T00:00:00Z',"
                        + "'conditions':[{'type':'SuccessCriteriaMet','status':'True'},{'type':'Complete','status':'True'}]}}";
        assertThat(JOB.reported("{}", ended)).isEmpty();
        assertThat(JOB.reported(ended, ended.replace("Complete'", "X'").replace("'succeeded':1", "'succeeded':0")))
                .isEqualTo(
                        "status.completionTime: Invalid value: \"2020-01-01T00:00:00Z\": cannot set completionTime when "
                                + "there is no Complete=True condition; status.conditions: Invalid value: cannot disable the "
                                + "terminal Complete=True condition; status.succeeded: Invalid value: 0: cannot decrease the "
                                + "succeeded counter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'schedule':'' | spec.schedule: Required value
        'schedule':'* * * *' | spec.schedule: Invalid value: "* * * *": expected exactly 5 fields, found 4: [* * * *]
        'schedule':'TZ=UTC * * * * *' | spec.schedule: Invalid value: "TZ=UTC * * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead
        'timeZone':'' | spec.timeZone: Invalid value: "": timeZone must be nil or non-empty string
        'timeZone':'Nope' | spec.timeZone: Invalid value: "Nope": unknown time zone Nope
        'timeZone':'Local' | spec.timeZone: Invalid value: "Local": timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones
        'timeZone':'+01:00' | spec.timeZone: Invalid value: "+01:00": unknown time zone +01:00
        'concurrencyPolicy':'x' | spec.concurrencyPolicy: Unsupported value: "x": supported values: "Allow", "Forbid", "Replace"
        'startingDeadlineSeconds':-1 | spec.startingDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0
        'successfulJobsHistoryLimit':-1 | spec.successfulJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0
        'jobTemplate':{'spec':{'manualSelector':true}} | spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: "nil", "false"
        'jobTemplate':{'spec':{'selector':{}}} | spec.jobTemplate.spec.selector: Invalid value: {}: `selector` will be auto-generated
        """)
    void aCronJobThatIsWrong(String spec, String wrong) {
        assertThat(CRON.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void aCronJobsNameLeavesRoomForATime() {
        var name = "x".repeat(53);
        assertThat(CRON.created("{'metadata':{'name':'" + name + "'}}"))
                .isEqualTo("metadata.name: Invalid value: \"" + name + "\": must be no more than 52 characters");
        assertThat(CRON.updated("{'metadata':{'name':'" + name + "'}}", "{'metadata':{'name':'" + name + "'}}"))
                .isEmpty();
    }

    @Test
    void aZoneThatStoodInAScheduleMayStay() {
        var zoned = "{'spec':{'schedule':'TZ=UTC 0 0 * * *'}}";
        assertThat(CRON.updated(zoned, zoned)).isEmpty();
    }
}
