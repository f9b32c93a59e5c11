package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.Ingress;
import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.NetworkPolicy;
import io.djong.api.types.networking.v1.ServiceCIDR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of the kinds of `networking.k8s.io`. What is right here and what is not was asked of kube-apiserver 1.36.3.
class NetworkingRulesTest {
    private static final String META = "'metadata':{'name':'x','namespace':'n','resourceVersion':'1'}";
    private static final String CLUSTER_META = "'metadata':{'name':'x','resourceVersion':'1'}";
    private static final String BACKEND = "{'service':{'name':'s','port':{'number':80}}}";
    private static final Sample<Ingress> INGRESS =
            new Sample<>(Ingress.TYPE, "{" + META + ",'spec':{'defaultBackend':" + BACKEND + "}}");
    private static final Sample<IngressClass> CLASS =
            new Sample<>(IngressClass.TYPE, "{" + CLUSTER_META + ",'spec':{'controller':'example.com/c'}}");
    private static final Sample<NetworkPolicy> POLICY =
            new Sample<>(NetworkPolicy.TYPE, "{" + META + ",'spec':{'podSelector':{}}}");
    private static final Sample<IPAddress> ADDRESS = new Sample<>(
            IPAddress.TYPE,
            "{'metadata':{'name':'10.0.0.1','resourceVersion':'1'},'spec':{'parentRef':{'resource':'services',"
                    + "'namespace':'n','name':'s'}}}");
    private static final Sample<ServiceCIDR> RANGE =
            new Sample<>(ServiceCIDR.TYPE, "{" + CLUSTER_META + ",'spec':{'cidrs':['10.0.0.0/16']}}");

    @Test
    void nothingIsWrongWithTheBases() {
        assertThat(INGRESS.created("{}")).isEmpty();
        assertThat(CLASS.created("{}")).isEmpty();
        assertThat(POLICY.created("{}")).isEmpty();
        assertThat(ADDRESS.created("{}")).isEmpty();
        assertThat(RANGE.created("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'defaultBackend':null | spec: Invalid value: null: either `defaultBackend` or `rules` must be specified
        'defaultBackend':{'service':null} | spec.defaultBackend: Invalid value: "": resource or service backend is required
        'defaultBackend':{'resource':{'kind':'K','name':'n'}} | spec.defaultBackend: Invalid value: "": cannot set both resource and service backends
        'defaultBackend':{'service':null,'resource':{'kind':'a/b'}} | spec.defaultBackend.resource.kind: Invalid value: "a/b": may not contain '/'; spec.defaultBackend.resource.name: Required value
        'defaultBackend':{'service':{'name':''}} | spec.defaultBackend.service.name: Required value
        'defaultBackend':{'service':{'port':{'number':0}}} | spec.defaultBackend: Required value: port name or number is required
        'defaultBackend':{'service':{'port':{'name':'a'}}} | spec.defaultBackend: Invalid value: "": cannot set both port name & port number
        'defaultBackend':{'service':{'port':{'number':70000}}} | spec.defaultBackend.service.port.number: Invalid value: 70000: must be between 1 and 65535, inclusive
        'rules':[{'host':'1.2.3.4'}] | spec.rules[0].host: Invalid value: "1.2.3.4": must be a DNS name, not an IP address
        'rules':[{'http':{'paths':[]}}] | spec.rules[0].http.paths: Required value
        'rules':[{'http':{'paths':[{'path':'/'}]}}] | spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified
        'rules':[{'http':{'paths':[{'pathType':'x','backend':{'service':{'name':'s','port':{'number':80}}}}]}}] | spec.rules[0].http.paths[0].pathType: Unsupported value: "x": supported values: "Exact", "ImplementationSpecific", "Prefix"
        'rules':[{'http':{'paths':[{'pathType':'Exact','path':'a//b/..','backend':{'service':{'name':'s','port':{'number':80}}}}]}}] | spec.rules[0].http.paths[0].path: Invalid value: "a//b/..": must be an absolute path; spec.rules[0].http.paths[0].path: Invalid value: "a//b/..": must not contain '//'; spec.rules[0].http.paths[0].path: Invalid value: "a//b/..": cannot end with '/..'
        'rules':[{'http':{'paths':[{'pathType':'ImplementationSpecific','path':'a','backend':{'service':{'name':'s','port':{'number':80}}}}]}}] | spec.rules[0].http.paths[0].path: Invalid value: "a": must be an absolute path
        """)
    void anIngressThatIsWrong(String spec, String wrong) {
        assertThat(INGRESS.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void anIngressMayNotNameTwoClasses() {
        String two = "{'metadata':{'annotations':{'kubernetes.io/ingress.class':'a'}},'spec':{'ingressClassName':'b'}}";
        assertThat(INGRESS.created(two))
                .isEqualTo("annotations.kubernetes.io/ingress.class: Invalid value: \"a\": must match"
                        + " `ingressClassName` when both are specified");
        assertThat(INGRESS.updated("{}", two)).isEmpty();
    }

    @Test
    void anIngressKeepsBadSecretNamesAndWildcardRulesThatItHas() {
        String secret = "{'spec':{'tls':[{'secretName':'A'}]}}";
        assertThat(INGRESS.updated("{}", secret)).contains("spec.tls[0].secretName: Invalid value: \"A\"");
        assertThat(INGRESS.updated(secret, secret)).isEmpty();
        String wildcard = "{'spec':{'rules':[{'host':'*.a.b','http':{'paths':[]}}]}}";
        assertThat(INGRESS.updated("{}", wildcard)).isEqualTo("spec.rules[0].http.paths: Required value");
        assertThat(INGRESS.updated(wildcard, wildcard)).isEmpty();
    }

    @Test
    void anIngressKeepsAddressesOfItsStatusThatItHas() {
        String zeros = "{'status':{'loadBalancer':{'ingress':[{'ip':'01.2.3.4'}]}}}";
        assertThat(INGRESS.reported("{}", zeros))
                .isEqualTo("status.loadBalancer.ingress[0].ip: Invalid value: \"01.2.3.4\": must not have leading 0s");
        assertThat(INGRESS.reported(zeros, zeros)).isEmpty();
        assertThat(INGRESS.reported("{}", "{'status':{'loadBalancer':{'ingress':[{'hostname':'1.2.3.4'}]}}}"))
                .isEqualTo("status.loadBalancer.ingress[0].hostname: Invalid value: \"1.2.3.4\": must be a DNS name,"
                        + " not an IP address");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'controller':'' | spec.controller: Required value
        'controller':'a' | spec.controller: Invalid value: "a": must be a domain-prefixed path (such as "acme.io/foo")
        'controller':'a/b c' | spec.controller: Invalid value: "b c": Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')
        'parameters':{} | spec.parameters.kind: Required value; spec.parameters.name: Required value
        'parameters':{'kind':'K','name':'n','scope':'x'} | spec.parameters.scope: Unsupported value: "x": supported values: "Cluster", "Namespace"
        'parameters':{'kind':'K','name':'n','scope':'Namespace'} | spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'
        'parameters':{'kind':'K','name':'n','namespace':'x'} | spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'
        """)
    void aClassThatIsWrong(String spec, String wrong) {
        assertThat(CLASS.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void aClassKeepsItsController() {
        assertThat(CLASS.updated("{}", "{'spec':{'controller':'example.com/d'}}"))
                .isEqualTo("spec.controller: Invalid value: \"example.com/d\": field is immutable");
        assertThat(CLASS.updated("{}", "{'spec':{'parameters':{'kind':'K','name':'n'}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'policyTypes':['x'] | spec.policyTypes[0]: Unsupported value: "x": supported values: "Ingress", "Egress"
        'policyTypes':['Ingress','Ingress','Egress'] | spec.policyTypes: Invalid value: ["Ingress","Ingress","Egress"]: may not specify more than two policyTypes
        'ingress':[{'from':[{}]}] | spec.ingress[0].from[0]: Required value: must specify a peer
        'ingress':[{'from':[{'podSelector':{},'ipBlock':{'cidr':'10.0.0.0/8'}}]}] | spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer
        'egress':[{'to':[{'ipBlock':{}}]}] | spec.egress[0].to[0].ipBlock.cidr: Required value
        'egress':[{'to':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['11.0.0.0/16']}}]}] | spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`
        'egress':[{'to':[{'ipBlock':{'cidr':'10.0.0.1/8'}}]}] | spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length
        'ingress':[{'ports':[{'protocol':'x'}]}] | spec.ingress[0].ports[0].protocol: Unsupported value: "x": supported values: "TCP", "UDP", "SCTP"
        'ingress':[{'ports':[{'endPort':5}]}] | spec.ingress[0].ports[0].endPort: Invalid value: 5: may not be specified when `port` is not specified
        'ingress':[{'ports':[{'port':'a','endPort':5}]}] | spec.ingress[0].ports[0].endPort: Invalid value: 5: may not be specified when `port` is non-numeric
        'ingress':[{'ports':[{'port':9,'endPort':5}]}] | spec.ingress[0].ports[0].endPort: Invalid value: 9: must be greater than or equal to `port`
        """)
    void aPolicyThatIsWrong(String spec, String wrong) {
        assertThat(POLICY.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void aPolicyKeepsRangesThatItHas() {
        String odd = "{'spec':{'egress':[{'to':[{'ipBlock':{'cidr':'10.0.0.1/8'}}]}]}}";
        assertThat(POLICY.updated("{}", odd)).isNotEmpty();
        assertThat(POLICY.updated(odd, odd)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'metadata':{'name':'x'} | metadata.name: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
        'metadata':{'name':'fd00:0::1'} | metadata.name: Invalid value: "fd00:0::1": must be in canonical form ("fd00::1")
        'spec':{'parentRef':null} | spec.parentRef: Required value
        'spec':{'parentRef':{'resource':'','name':'a/b'}} | spec.parentRef.resource: Required value; spec.parentRef.name: Invalid value: "a/b": may not contain '/'
        """)
    void anAddressThatIsWrong(String change, String wrong) {
        assertThat(ADDRESS.created("{" + change + "}")).isEqualTo(wrong);
    }

    @Test
    void anAddressKeepsItsParent() {
        assertThat(ADDRESS.updated("{}", "{'spec':{'parentRef':{'name':'t'}}}"))
                .isEqualTo(
                        "spec.parentRef: Invalid value: {\"Group\":\"\",\"Resource\":\"services\",\"Namespace\":\"n\","
                                + "\"Name\":\"t\"}: field is immutable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [] | spec.cidrs: Required value: at least one CIDR required
        ['10.0.0.1/8'] | spec.cidrs[0]: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length
        ['10.0.0.0/16','11.0.0.0/16'] | spec.cidrs: Invalid value: ["10.0.0.0/16","11.0.0.0/16"]: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64
        ['10.0.0.0/16','fd00::/64','fd01::/64'] | spec.cidrs: Invalid value: {"CIDRs":["10.0.0.0/16","fd00::/64","fd01::/64"]}: may only hold up to 2 values
        """)
    void aRangeThatIsWrong(String ranges, String wrong) {
        assertThat(RANGE.created("{'spec':{'cidrs':" + ranges + "}}")).isEqualTo(wrong);
    }

    @Test
    void aRangeMayGetASecondFamilyAndNothingElse() {
        assertThat(RANGE.updated("{}", "{'spec':{'cidrs':['10.0.0.0/16','fd00::/64']}}"))
                .isEmpty();
        assertThat(RANGE.updated("{}", "{'spec':{'cidrs':['10.1.0.0/16']}}"))
                .isEqualTo("spec.cidrs[0]: Invalid value: \"10.1.0.0/16\": field is immutable");
        assertThat(RANGE.updated("{'spec':{'cidrs':['10.0.0.0/16','fd00::/64']}}", "{}"))
                .isEqualTo("spec.cidrs: Invalid value: [\"10.0.0.0/16\"]: field is immutable");
    }
}
