package io.djong.api.validation.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.given.EmptyList;
import io.djong.api.json.JsonException;
import io.djong.api.meta.Bytes;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PodSpecCodec;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.VolumeCodec;
import io.djong.api.validation.InternalJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How messages show what is more than a text or a number: what was written and is empty, and structures whose fields
/// have other names inside upstream.
class ShownValuesTest {
    private static final String PODS =
            "{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c','image':'i'}]}}";
    private static final Sample<Deployment> DEPLOYMENT = new Sample<>(
            Deployment.TYPE,
            "{'metadata':{'name':'d','namespace':'n'},'spec':{'selector':{'matchLabels':{'a':'b'}},'template':" + PODS
                    + "}}");
    private static final Sample<Job> JOB = new Sample<>(
            Job.TYPE,
            "{'metadata':{'name':'j','namespace':'n','uid':'u'},'spec':{'manualSelector':true,"
                    + "'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},"
                    + "'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}}}}");
    private static final Sample<PersistentVolume> VOLUME = new Sample<>(
            PersistentVolume.TYPE,
            "{'metadata':{'name':'v'},'spec':{'capacity':{'storage':'1Gi'},'accessModes':['ReadWriteOnce'],"
                    + "'hostPath':{'path':'/x'}}}");
    private static final Sample<Service> SERVICE = new Sample<>(
            Service.TYPE,
            "{'metadata':{'name':'s','namespace':'n'},'spec':{'clusterIP':'10.0.0.1',"
                    + "'clusterIPs':['10.0.0.1'],'ipFamilies':['IPv4'],'ipFamilyPolicy':'SingleStack'}}");
    private static final Sample<Node> NODE = new Sample<>(Node.TYPE, "{'metadata':{'name':'n'}}");
    private static final Sample<CertificateSigningRequest> REQUEST = new Sample<>(
            CertificateSigningRequest.TYPE,
            "{'metadata':{'name':'r'},'spec':{'signerName':'a.b/c','usages':['client auth']}}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'labels':{}} | {}
        {'labels':null} | null
        null | null
        """)
    void emptyLabelsAreNoneOnlyWhenNobodyWroteThem(String metadata, String shown) {
        assertThat(DEPLOYMENT.created("{'spec':{'template':{'metadata':null}}}"))
                .as("the base without them")
                .contains("spec.template.metadata.labels: Invalid value: null");
        var template = PODS.replace("{'labels':{'a':'b'}}", metadata);
        var written = new Sample<>(Deployment.TYPE, DEPLOYMENT.base().replace(PODS, template));
        assertThat(written.created("{}"))
                .isEqualTo("spec.template.metadata.labels: Invalid value: " + shown
                        + ": `selector` does not match template `labels`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'operator':'In','values':[] | []
        'operator':'In' | null
        """)
    void emptyListsToo(String codes, String shown) {
        var policy = "{'spec':{'podFailurePolicy':{'rules':[{'action':'FailJob','onExitCodes':{" + codes + "}}]}}}";
        assertThat(JOB.created(policy))
                .isEqualTo("spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: " + shown
                        + ": at least one value is required");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'request':''} | ""
        {} | null
        """)
    void emptyBytesToo(String spec, String shown) {
        assertThat(REQUEST.created("{'spec':" + spec + "}"))
                .isEqualTo("spec.request: Invalid value: " + shown + ": PEM block type must be CERTIFICATE REQUEST");
    }

    @Test
    void aMapOfQuantitiesToo() {
        var json = VOLUME.base().replace("{'storage':'1Gi'}", "{}");
        assertThat(new Sample<>(PersistentVolume.TYPE, json).created("{}"))
                .isEqualTo("spec.capacity: Required value; spec.capacity: Unsupported value: {}: "
                        + "supported values: \"storage\"");
    }

    @Test
    void whatIsWrittenAndEmptyEqualsWhatIsNotThere() throws JsonException {
        var written = read("{'spec':{'usages':[],'extra':{},'request':''}}");
        assertThat(written).isEqualTo(CertificateSigningRequest.EMPTY);
        assertThat(EmptyList.is(written.spec().usages())).isTrue();
        assertThat(EmptyList.is(List.of())).isFalse();
        assertThat(written.spec().request().isGivenEmpty()).isTrue();
        assertThat(Bytes.EMPTY.isGivenEmpty()).isFalse();
        assertThat(Json.write(written)).isEqualTo(Json.write(CertificateSigningRequest.EMPTY));
    }

    private static CertificateSigningRequest read(String json) throws JsonException {
        return Json.read(CertificateSigningRequest.TYPE, json.replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void structuresHaveTheirInternalNames() {
        assertThat(DEPLOYMENT.created("{'spec':{'strategy':{'type':'x'}}}"))
                .isEqualTo("spec.strategy: Unsupported value: {\"Type\":\"x\",\"RollingUpdate\":null}: "
                        + "supported values: \"Recreate\", \"RollingUpdate\"");
        assertThat(NODE.created("{'spec':{'taints':[{'key':'k','effect':'NoSchedule'},"
                        + "{'key':'k','effect':'NoSchedule'}]}}"))
                .isEqualTo(
                        "metadata.taints[1]: Duplicate value: {\"Key\":\"k\",\"Value\":\"\","
                                + "\"Effect\":\"NoSchedule\",\"TimeAdded\":null}: taints must be unique by key and effect pair");
        assertThat(SERVICE.created("{'spec':{'ports':[{'name':'a','port':80},{'name':'b','port':80}]}}"))
                .isEqualTo("spec.ports[1]: Duplicate value: {\"Name\":\"\",\"Protocol\":\"TCP\",\"AppProtocol\":null,"
                        + "\"Port\":80,\"TargetPort\":0,\"NodePort\":0}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'name':'v','rbd':{'monitors':['m'],'image':'i'}} | "RBD":{"CephMonitors":["m"],"RBDImage":"i","FSType":"","RBDPool":"","RadosUser":"","Keyring":"","SecretRef":null,"ReadOnly":false},"Quobyte":null,"FlexVolume":null
        {'name':'v','configMap':{'name':'c','items':[]}} | "ConfigMap":{"Name":"c","Items":[],"DefaultMode":null,"Optional":null}
        {'name':'v','emptyDir':{'sizeLimit':'1Gi'}} | "EmptyDir":{"Medium":"","SizeLimit":"1Gi"}
        """)
    void volumesStandInTheInternalOrder(String volume, String shown) throws JsonException {
        var read = Json.read(VolumeCodec.CODEC, volume.replace('\'', '"').getBytes(UTF_8));
        assertThat(InternalJson.of("core/v1.Volume", VolumeCodec.CODEC, read)).contains(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'hostNetwork':true,'hostUsers':false} | "SecurityContext":{"HostNetwork":true,"HostPID":false,"HostIPC":false,"ShareProcessNamespace":null,"HostUsers":false,"SELinuxOptions":null
        {} | "NodeName":"","SecurityContext":{"HostNetwork":false
        {'serviceAccountName':'a','serviceAccount':'a'} | "ServiceAccountName":"a","AutomountServiceAccountToken":null
        {'os':{'name':'linux'}} | "TopologySpreadConstraints":null,"OS":{"Name":"linux"},"SchedulingGates":null
        {'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'k','labelSelector':{'matchLabels':{}}}]}}} | {"LabelSelector":{},"Namespaces":null,"TopologyKey":"k"
        """)
    void whatAPodSharesWithItsNodeIsPartOfItsSecurityContext(String spec, String shown) throws JsonException {
        var read = Json.read(PodSpecCodec.CODEC, spec.replace('\'', '"').getBytes(UTF_8));
        assertThat(InternalJson.of("core/v1.PodSpec", PodSpecCodec.CODEC, read)).contains(shown);
    }
}
