package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.flowcontrol.v1.FlowSchema;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of flow schemas and priority levels, as kube-apiserver 1.36.3 answers.
class FlowControlRulesTest {
    private static final String META = "'metadata':{'name':'x','resourceVersion':'1'}";
    private static final Sample<FlowSchema> SCHEMA =
            new Sample<>(FlowSchema.TYPE, "{" + META + ",'spec':{'priorityLevelConfiguration':{'name':'p'}}}");
    private static final Sample<PriorityLevelConfiguration> LEVEL = new Sample<>(
            PriorityLevelConfiguration.TYPE,
            "{" + META + ",'spec':{'type':'Limited','limited':{'limitResponse':{'type':'Queue','queuing':{}}}}}");
    private static final String RULE = "'subjects':[{'kind':'User','user':{'name':'u'}}],'nonResourceRules':"
            + "[{'verbs':['*'],'nonResourceURLs':['*']}]";

    @Test
    void nothingIsWrongWithTheBases() {
        assertThat(SCHEMA.created("{'spec':{'rules':[{" + RULE + "}]}}")).isEmpty();
        assertThat(LEVEL.created("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'matchingPrecedence':-1 | spec.matchingPrecedence: Invalid value: -1: must be a positive value
        'matchingPrecedence':10001 | spec.matchingPrecedence: Invalid value: 10001: must not be greater than 10000
        'matchingPrecedence':1 | spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have matchingPrecedence 1
        'distinguisherMethod':{'type':'x'} | spec.distinguisherMethod.type: Unsupported value: {"Type":"x"}: supported values: "ByNamespace", "ByUser"
        'priorityLevelConfiguration':null | spec.priorityLevelConfiguration.name: Required value: must reference a priority level
        'rules':[{}] | spec.rules[0].subjects: Required value: subjects must contain at least one value; spec.rules[0]: Required value: at least one of resourceRules and nonResourceRules has to be non-empty
        """)
    void aSchemaThatIsWrong(String spec, String wrong) {
        assertThat(SCHEMA.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'kind':'x'} | kind: Unsupported value: "x": supported values: "Group", "ServiceAccount", "User"
        {'kind':'User'} | user: Required value: user is required when subject kind is 'User'
        {'kind':'Group','group':{},'user':{'name':'u'}} | group.name: Required value; spec.rules[0].subjects[0].user: Forbidden: user is forbidden when subject kind is not 'User'
        {'kind':'ServiceAccount','serviceAccount':{}} | serviceAccount.name: Required value; spec.rules[0].subjects[0].serviceAccount.namespace: Required value: must specify namespace for service account
        """)
    void aSubjectThatIsWrong(String subject, String wrong) {
        assertThat(SCHEMA.created("{'spec':{'rules':[{" + RULE + ",'subjects':[" + subject + "]}]}}"))
                .isEqualTo("spec.rules[0].subjects[0]." + wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'verbs':['x'],'nonResourceURLs':['*'] | verbs: Unsupported value: ["x"]: supported values: "create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"
        'verbs':['*','get'],'nonResourceURLs':['*'] | verbs: Invalid value: ["*","get"]: if '*' is present, must not specify other verbs
        'verbs':['*'],'nonResourceURLs':[] | nonResourceURLs: Required value: nonResourceURLs must contain at least one value
        'verbs':['*'],'nonResourceURLs':['a'] | nonResourceURLs[0]: Invalid value: "a": must start with slash
        'verbs':['*'],'nonResourceURLs':['/a b'] | nonResourceURLs[0]: Invalid value: "/a b": must not contain white-space
        'verbs':['*'],'nonResourceURLs':['//'] | nonResourceURLs[0]: Invalid value: "//": must not contain double slash
        'verbs':['*'],'nonResourceURLs':['/a*'] | nonResourceURLs[0]: Invalid value: "/a*": wildcard can only do suffix matching
        """)
    void aPathRuleThatIsWrong(String rule, String wrong) {
        assertThat(SCHEMA.created("{'spec':{'rules':[{" + RULE + ",'nonResourceRules':[{" + rule + "}]}]}}"))
                .isEqualTo("spec.rules[0].nonResourceRules[0]." + wrong);
    }

    @Test
    void aResourceRuleThatIsWrong() {
        assertThat(SCHEMA.created("{'spec':{'rules':[{" + RULE + ",'resourceRules':[{}]}]}}"))
                .isEqualTo(
                        "spec.rules[0].resourceRules[0].verbs: Required value: verbs must contain at least one value;"
                                + " spec.rules[0].resourceRules[0].apiGroups: Required value: resource rules must supply at"
                                + " least one api group; spec.rules[0].resourceRules[0].resources: Required value: resource"
                                + " rules must supply at least one resource; spec.rules[0].resourceRules[0].namespaces:"
                                + " Required value: resource rules that are not cluster scoped must supply at least one"
                                + " namespace");
    }

    @Test
    void mandatoryObjectsKeepTheirState() {
        assertThat(LEVEL.created("{'metadata':{'name':'catch-all'}}"))
                .isEqualTo("spec: Invalid value: {\"Type\":\"Limited\",\"Limited\":{\"NominalConcurrencyShares\":30,"
                        + "\"LimitResponse\":{\"Type\":\"Queue\",\"Queuing\":{\"Queues\":64,\"HandSize\":8,"
                        + "\"QueueLengthLimit\":50}},\"LendablePercent\":0,\"BorrowingLimitPercent\":null},"
                        + "\"Exempt\":null}: spec of 'catch-all' must equal the fixed value");
        assertThat(LEVEL.created("{'metadata':{'name':'exempt'},'spec':{'type':'Exempt','limited':null,"
                        + "'exempt':{'lendablePercent':50}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'type':'x' | spec.type: Unsupported value: "x": supported values: "Exempt", "Limited"
        'type':'' | spec.type: Required value
        'limited':null | spec.limited: Required value: must not be empty when type is Limited
        'exempt':{} | spec.exempt: Forbidden: must be nil if the type is Limited
        'limited':{'nominalConcurrencyShares':-1} | spec.limited.nominalConcurrencyShares: Invalid value: -1: must be a non-negative integer
        'limited':{'lendablePercent':101} | spec.limited.lendablePercent: Invalid value: 101: must be between 0 and 100, inclusive
        'limited':{'borrowingLimitPercent':-1} | spec.limited.borrowingLimitPercent: Invalid value: -1: if specified, must be a non-negative integer
        'limited':{'limitResponse':{'type':'Reject'}} | spec.limited.limitResponse.queuing: Forbidden: must be nil if limited.limitResponse.type is not Limited
        'limited':{'limitResponse':{'queuing':null}} | spec.limited.limitResponse.queuing: Required value: must not be empty if limited.limitResponse.type is Limited
        'limited':{'limitResponse':{'queuing':{'queues':-1}}} | spec.limited.limitResponse.queuing.queues: Invalid value: -1: must be positive; spec.limited.limitResponse.queuing.handSize: Invalid value: 8: should not be greater than queues (-1)
        'limited':{'limitResponse':{'queuing':{'queues':10000000}}} | spec.limited.limitResponse.queuing.handSize: Invalid value: 8: required entropy bits of deckSize 10000000 and handSize 8 should not be greater than 60
        """)
    void aLevelThatIsWrong(String spec, String wrong) {
        assertThat(LEVEL.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void aConditionHasATypeOfItsOwn() {
        assertThat(LEVEL.reported("{}", "{'status':{'conditions':[{'type':'a'},{'type':'a'},{}]}}"))
                .isEqualTo("status.conditions[1].type: Duplicate value: \"a\"; status.conditions[2].type: Required"
                        + " value");
    }
}
