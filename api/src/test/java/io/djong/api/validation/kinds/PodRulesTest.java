package io.djong.api.validation.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.patch.MergePatch;
import io.djong.api.patch.PatchException;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.validation.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of pods that the sample exchanges do not reach.
class PodRulesTest {
    private static final String BASE = "{'metadata':{'name':'p','namespace':'n','resourceVersion':'1'},'spec':{"
            + "'serviceAccountName':'s','containers':[{'name':'c','image':'i'}]}}";

    private static JsonObject object(String json) {
        try {
            return (JsonObject) JsonValue.parse(json.replace('\'', '"').getBytes(UTF_8));
        } catch (JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Pod pod(String change) {
        try {
            var json = MergePatch.apply(object(BASE), object(change));
            return Defaults.apply(Json.read(Pod.TYPE, json.toBytes()));
        } catch (JsonException | PatchException e) {
            throw new IllegalArgumentException(change, e);
        }
    }

    private static String container(String fields) {
        return "{'spec':{'containers':[{'name':'c','image':'i'," + fields + "}]}}";
    }

    private static String volume(String fields) {
        return "{'spec':{'volumes':[{'name':'v'," + fields + "}]}}";
    }

    private static String errors(List<FieldError> errors) {
        return String.join("; ", errors.stream().map(FieldError::toString).toList());
    }

    @Test
    void nothingIsWrongWithTheBase() {
        assertThat(Validation.create(pod("{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'ports':[{'containerPort':0}] | ports[0].containerPort: Required value
        'ports':[{'containerPort':70000}] | ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive
        'ports':[{'name':'a','containerPort':1},{'name':'a','containerPort':2}] | ports[1].name: Duplicate value: "a"
        'ports':[{'containerPort':1,'hostPort':9},{'containerPort':2,'hostPort':9}] | ports[1].hostPort: Duplicate value: "TCP//9"
        'env':[{'name':''}] | env[0].name: Required value
        'env':[{'name':'a=b'}] | env[0].name: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than '='
        'env':[{'name':'a','value':'x','valueFrom':{'fieldRef':{'fieldPath':'metadata.name'}}}] | env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty
        'env':[{'name':'a','valueFrom':{'fieldRef':{'fieldPath':'metadata.labels'}}}] | env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"
        'env':[{'name':'a','valueFrom':{'fieldRef':{'fieldPath':'status.nope'}}}] | env[0].valueFrom.fieldRef.fieldPath: Invalid value: "status.nope": error converting fieldPath: field label not supported: status.nope
        'env':[{'name':'a','valueFrom':{'resourceFieldRef':{'resource':'limits.cpu','divisor':'2'}}}] | env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor's values 1m and 1 are supported with the cpu resource
        'volumeMounts':[{'name':'x','mountPath':'/x'}] | volumeMounts[0].name: Not found: "x"
        'imagePullPolicy':'x' | imagePullPolicy: Unsupported value: "x": supported values: "Always", "IfNotPresent", "Never"
        'livenessProbe':{'httpGet':{'port':0,'path':'/'}} | livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive
        'livenessProbe':{'exec':{'command':['a']},'successThreshold':2} | livenessProbe.successThreshold: Invalid value: 2: must be 1
        'readinessProbe':{} | readinessProbe: Required value: must specify a handler type
        'lifecycle':{'preStop':{'sleep':{'seconds':31}}} | lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)
        'resources':{'requests':{'cpu':'2'},'limits':{'cpu':'1'}} | resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
        'resources':{'limits':{'hugepages-2Mi':'2Mi'}} | resources: Forbidden: HugePages require cpu or memory
        'resources':{'claims':[{'name':'x'}]} | resources.claims[0]: Not found: "x": must be one of the names in pod.spec.resourceClaims which is empty
        'securityContext':{'procMount':'Unmasked'} | securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`
        'securityContext':{'seccompProfile':{'type':'Localhost'}} | securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost
        'securityContext':{'appArmorProfile':{'type':''}} | securityContext.appArmorProfile.type: Required value: type is required when appArmorProfile is set
        'resizePolicy':[{'resourceName':'disk','restartPolicy':'NotRequired'}] | resizePolicy: Unsupported value: "disk": supported values: "cpu", "memory"
        'restartPolicyRules':[{'action':'Restart','exitCodes':{'operator':'In','values':[1]}}] | restartPolicy: Required value: must specify restartPolicy when restart rules are used
        'image':' i' | image: Invalid value: " i": must not have leading or trailing whitespace
        """)
    void containers(String fields, String expected) {
        assertThat(errors(Validation.create(pod(container(fields))))).isEqualTo("spec.containers[0]." + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'hostPath':{'path':'/a/../b'} | hostPath.path: Invalid value: "/a/../b": must not contain '..'
        'hostPath':{'path':'/a','type':'x'} | hostPath.type: Unsupported value: "x": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"
        'emptyDir':{},'hostPath':{'path':'/a'} | hostPath: Forbidden: may not specify more than 1 volume type
        'secret':{'secretName':'s','defaultMode':512} | secret.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive
        'configMap':{'name':'m','items':[{'key':'k','path':'../x'}]} | configMap.items[0].path: Invalid value: "../x": must not contain '..'
        'downwardAPI':{'items':[{'path':'a'}]} | downwardAPI: Required value: one of fieldRef and resourceFieldRef is required
        'projected':{'sources':[{'serviceAccountToken':{'path':'t','expirationSeconds':5}}]} | projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes
        'nfs':{'server':'s','path':'p'} | nfs.path: Invalid value: "p": must be an absolute path
        'iscsi':{'targetPortal':'t','iqn':'x','lun':1} | iscsi.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa
        'iscsi':{'targetPortal':'t','iqn':'iqn.2001-04.com.example:s','lun':256} | iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive
        'csi':{'driver':''} | csi.driver: Required value
        'ephemeral':{'volumeClaimTemplate':{'metadata':{'name':'x'},'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1'}}}}} | ephemeral.volumeClaimTemplate.metadata.name: Forbidden: cannot be set
        'fc':{'wwids':['a'],'targetWWNs':['b'],'lun':1} | fc.targetWWNs: Invalid value: ["b"]: targetWWNs and wwids can not be specified simultaneously
        'quobyte':{'registry':'a','volume':'v'} | quobyte.registry: Invalid value: "a": must be a host:port pair or multiple pairs separated by commas
        """)
    void volumes(String fields, String expected) {
        assertThat(errors(Validation.create(pod(volume(fields))))).isEqualTo("spec.volumes[0]." + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[]}}} | affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term
        'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[{'matchFields':[{'key':'a','operator':'In','values':['b']}]}]}}} | affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key: Invalid value: "a": not a valid field selector key
        'affinity':{'podAffinity':{'preferredDuringSchedulingIgnoredDuringExecution':[{'weight':0,'podAffinityTerm':{'topologyKey':'a'}}]}} | affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100
        'hostIPC':true,'securityContext':{'sysctls':[{'name':'kernel/shm_rmid_forced','value':'1'}]} | securityContext.sysctls[0].name: Invalid value: "kernel/shm_rmid_forced": may not be specified when 'hostIPC' is true
        'runtimeClassName':'A' | runtimeClassName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
        'preemptionPolicy':'x' | preemptionPolicy: Unsupported value: "x": supported values: "PreemptLowerPriority", "Never"
        'securityContext':{'windowsOptions':{'runAsUserName':'a\\\\b\\\\c'}} | securityContext.windowsOptions.runAsUserName: Invalid value: "a\\\\b\\\\c": runAsUserName cannot contain more than one backslash
        'securityContext':{'windowsOptions':{'hostProcess':true}} | hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers
        """)
    void specs(String fields, String expected) {
        assertThat(errors(Validation.create(pod("{'spec':{" + fields + "}}")))).isEqualTo("spec." + expected);
    }

    @Test
    void updates() {
        var old = pod("{}");
        assertThat(Validation.update(pod(container("'command':[]")), old)).isEmpty();
        assertThat(Validation.update(old.withSpec(old.spec().withActiveDeadlineSeconds(5L)), old))
                .isEmpty();
        assertThat(errors(Validation.update(pod("{'spec':{'hostNetwork':true}}"), old)))
                .startsWith("spec: Forbidden: pod updates may not change fields other than"
                        + " `spec.containers[*].image`,`spec.initContainers[*].image`,")
                .contains("\n-  \"HostNetwork\": false,\n+  \"HostNetwork\": true,\n");
        assertThat(errors(Validation.update(pod("{'spec':{'schedulingGates':[{'name':'a'}]}}"), old)))
                .isEqualTo("spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling"
                        + " gate 'a'");
    }

    @Test
    void gatedPodsMayNarrowTheirNodes() {
        var old = pod("{'spec':{'schedulingGates':[{'name':'a'}],'nodeSelector':{'a':'b'}}}");
        assertThat(Validation.update(
                        pod("{'spec':{'schedulingGates':[{'name':'a'}],'nodeSelector':{'a':'b','c':'d'}}}"), old))
                .isEmpty();
        assertThat(errors(Validation.update(
                        pod("{'spec':{'schedulingGates':[{'name':'a'}],'nodeSelector':{'a':'x'}}}"), old)))
                .isEqualTo("spec.nodeSelector: Invalid value: {\"a\":\"x\"}: only additions to spec.nodeSelector are"
                        + " allowed (no mutations or deletions)");
    }

    @Test
    void resizes() {
        var old = pod(container("'resources':{'requests':{'cpu':'1','memory':'1Gi'}}"));
        var more = pod(container("'resources':{'requests':{'cpu':'2','memory':'1Gi'}}"));
        var less = pod(container("'resources':{'requests':{'cpu':'1'}}"));
        var rules = new Validation(true);
        assertThat(rules.checkResize(more, old)).isEmpty();
        assertThat(errors(rules.checkResize(less, old)))
                .isEqualTo("spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed");
        assertThat(errors(rules.checkResize(more.withSpec(more.spec().withHostname("h")), old)))
                .isEqualTo("spec: Forbidden: only cpu and memory resources are mutable");
    }
}
