package io.djong.api.validation.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.patch.MergePatch;
import io.djong.api.patch.PatchException;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.ResourceQuota;
import io.djong.api.types.node.v1.RuntimeClass;
import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.CSINode;
import io.djong.api.types.storage.v1.CSIStorageCapacity;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.types.storage.v1.VolumeAttachment;
import io.djong.api.types.storage.v1.VolumeAttributesClass;
import io.djong.api.validation.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of volumes, claims, their classes and drivers, ways to run containers, and quotas. The
/// expected texts are those of kube-apiserver 1.36.3.
class StorageRulesTest {
    private static final String LABEL_NAME = "name part must consist of alphanumeric characters, '-', '_' or '.', and"
            + " must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
            + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String SUBDOMAIN = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
            + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private record Base(KubeType<? extends KubeObject> type, String json) {}

    private static final Map<String, Base> BASES = Map.of(
            "class", new Base(StorageClass.TYPE, "{'metadata':{'name':'x'},'provisioner':'p'}"),
            "attributes",
                    new Base(
                            VolumeAttributesClass.TYPE,
                            "{'metadata':{'name':'x'},'driverName':'d','parameters':{'a':'b'}}"),
            "driver", new Base(CSIDriver.TYPE, "{'metadata':{'name':'x'},'spec':{}}"),
            "node",
                    new Base(
                            CSINode.TYPE,
                            "{'metadata':{'name':'x'},'spec':{'drivers':[{'name':'d','nodeID':'n','topologyKeys':[]}]}}"),
            "capacity",
                    new Base(
                            CSIStorageCapacity.TYPE,
                            "{'metadata':{'name':'x','namespace':'n'},'storageClassName':'c'}"),
            "attachment",
                    new Base(
                            VolumeAttachment.TYPE,
                            "{'metadata':{'name':'x'},'spec':{'attacher':'a','nodeName':'n',"
                                    + "'source':{'persistentVolumeName':'v'}}}"),
            "volume",
                    new Base(
                            PersistentVolume.TYPE,
                            "{'metadata':{'name':'x'},'spec':{'capacity':{'storage':'5Gi'},"
                                    + "'accessModes':['ReadWriteOnce'],'hostPath':{'path':'/x'}}}"),
            "claim",
                    new Base(
                            PersistentVolumeClaim.TYPE,
                            "{'metadata':{'name':'x','namespace':'n'},'spec':{'accessModes':['ReadWriteOnce'],"
                                    + "'resources':{'requests':{'storage':'5Gi'}}}}"),
            "runtime", new Base(RuntimeClass.TYPE, "{'metadata':{'name':'x'},'handler':'h'}"),
            "quota",
                    new Base(
                            ResourceQuota.TYPE,
                            "{'metadata':{'name':'x','namespace':'n'},'spec':{'hard':{'pods':'1'}}}"));

    private static JsonObject object(String json) {
        try {
            return (JsonObject) JsonValue.parse(json.replace('\'', '"').getBytes(UTF_8));
        } catch (JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static <T extends KubeObject> T read(KubeType<T> type, JsonValue json) throws JsonException {
        return Defaults.apply(Json.read(type, json.toBytes()));
    }

    private static KubeObject changed(String kind, String... changes) {
        var base = Objects.requireNonNull(BASES.get(kind), kind);
        try {
            var json =
                    (JsonObject) MergePatch.apply(object(base.json()), object("{'metadata':{'resourceVersion':'1'}}"));
            for (String change : changes) {
                json = (JsonObject) MergePatch.apply(json, object(change));
            }
            return read(base.type(), json);
        } catch (JsonException | PatchException e) {
            throw new IllegalArgumentException(String.join(" ", changes), e);
        }
    }

    private static String errors(List<FieldError> errors) {
        return String.join(
                        "; ",
                        errors.stream().map(FieldError::toString).distinct().toList())
                .replace(LABEL_NAME, "LABEL")
                .replace(SUBDOMAIN, "SUBDOMAIN");
    }

    @Test
    void nothingIsWrongWithTheBases() {
        for (String kind : BASES.keySet()) {
            var object = changed(kind, "{}");
            assertThat(Validation.create(object)).as(kind).isEmpty();
            assertThat(Validation.update(object, object)).as(kind).isEmpty();
            assertThat(Validation.updateStatus(object, object)).as(kind).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        class | {'provisioner':''} | provisioner: Required value
        class | {'provisioner':'A b'} | provisioner: Invalid value: "a b": LABEL
        class | {'parameters':{'':'x'}} | parameters: Invalid value: "": field can not be empty.
        class | {'reclaimPolicy':'Recycle'} | reclaimPolicy: Unsupported value: "Recycle": supported values: "Delete", "Retain"
        class | {'volumeBindingMode':'x'} | volumeBindingMode: Unsupported value: "x": supported values: "Immediate", "WaitForFirstConsumer"
        class | {'allowedTopologies':[{'matchLabelExpressions':[{'key':'a','values':[]}]}]} | allowedTopologies[0].matchLabelExpressions[0].values: Required value
        class | {'allowedTopologies':[{}]} | allowedTopologies[0].matchLabelExpressions: Duplicate value: ""
        class | {'allowedTopologies':[{'matchLabelExpressions':[{'key':'a','values':['x','x']},{'key':'a','values':['y']}]}]} | allowedTopologies[0].matchLabelExpressions[0].values[1]: Duplicate value: "x"; allowedTopologies[0].matchLabelExpressions[1].key: Duplicate value: "a"
        attributes | {'parameters':null} | parameters: Required value: must contain at least one key/value pair
        attributes | {'driverName':''} | driverName: Required value
        driver | {'spec':{'fsGroupPolicy':'x'}} | spec.fsGroupPolicy: Unsupported value: "x": supported values: "File", "None", "ReadWriteOnceWithFSType"
        driver | {'spec':{'volumeLifecycleModes':['x']}} | spec.volumeLifecycleModes: Unsupported value: "x": supported values: "Persistent", "Ephemeral"
        driver | {'spec':{'nodeAllocatableUpdatePeriodSeconds':9}} | spec.nodeAllocatableUpdatePeriodSeconds: Invalid value: 9: must be greater than or equal to 10 seconds
        driver | {'spec':{'serviceAccountTokenInSecrets':false}} | spec.serviceAccountTokenInSecrets: Invalid value: false: serviceAccountTokenInSecrets is set but no tokenRequests are specified
        driver | {'spec':{'tokenRequests':[{'audience':'a','expirationSeconds':1},{'audience':'a'}]}} | spec.tokenRequests[0].expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes; spec.tokenRequests[1].audience: Duplicate value: "a"
        node | {'spec':{'drivers':[{'name':'','nodeID':'','topologyKeys':['a','a','']}]}} | spec.drivers[0].name: Required value; spec.drivers[0].nodeID: Required value; spec.drivers[0]: Duplicate value: "a"; spec.drivers[0]: Required value; spec.drivers[0]: Invalid value: "": name part must be non-empty; spec.drivers[0]: Invalid value: "": LABEL
        node | {'spec':{'drivers':[{'name':'d','nodeID':'n','topologyKeys':[],'allocatable':{'count':-1}},{'name':'d','nodeID':'n','topologyKeys':[]}]}} | spec.drivers[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0; spec.drivers[1].name: Duplicate value: "d"
        capacity | {'capacity':'-1','storageClassName':'A'} | storageClassName: Invalid value: "A": SUBDOMAIN; capacity: Invalid value: "-1": must be greater than or equal to 0
        attachment | {'spec':{'source':{'persistentVolumeName':null}}} | spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName
        attachment | {'spec':{'source':{'inlineVolumeSpec':{}}}} | spec.source: Forbidden: must specify exactly one of inlineVolumeSpec and persistentVolumeName
        attachment | {'spec':{'source':{'persistentVolumeName':null,'inlineVolumeSpec':{'accessModes':['ReadWriteOnce'],'csi':{'driver':'d','volumeHandle':'h'},'capacity':{'storage':'1'},'volumeMode':'Block'}}}} | spec.source.inlineVolumeSpec.capacity: Forbidden: may not be specified in the context of inline volumes; spec.source.inlineVolumeSpec.volumeMode: Forbidden: may not specify volumeMode other than Filesystem in the context of inline volumes
        attachment | {'spec':{'attacher':'','nodeName':'A'}} | spec.attacher: Required value; spec.nodeName: Invalid value: "A": SUBDOMAIN
        volume | {'spec':{'hostPath':null}} | spec: Required value: must specify a volume type
        volume | {'spec':{'nfs':{'server':'s','path':'/'}}} | spec.nfs: Forbidden: may not specify more than 1 volume type
        volume | {'spec':{'hostPath':{'path':'/a/../'},'persistentVolumeReclaimPolicy':'Recycle'}} | spec.hostPath.path: Invalid value: "/a/../": must not contain '..'; spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'
        volume | {'spec':{'capacity':{'storage':'0','cpu':'1'}}} | spec.capacity: Unsupported value: {"cpu":"1","storage":"0"}: supported values: "storage"; spec.capacity[storage]: Invalid value: "0": must be greater than zero
        volume | {'spec':{'accessModes':['ReadWriteOnce','ReadWriteOncePod']}} | spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes
        volume | {'spec':{'hostPath':null,'local':{'path':'/x'}}} | spec.nodeAffinity: Required value: Local volume requires node affinity
        volume | {'spec':{'hostPath':null,'iscsi':{'targetPortal':'p','iqn':'x','lun':256}}} | spec.iscsi.iqn: Invalid value: "x": must be valid format; spec.iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive
        volume | {'spec':{'hostPath':null,'csi':{'driver':'d','volumeHandle':'h','nodePublishSecretRef':{'name':'s'}}}} | spec.csi.nodePublishSecretRef.namespace: Required value
        volume | {'spec':{'volumeAttributesClassName':''}} | spec.volumeAttributesClassName: Required value: an empty string is disallowed; spec.csi: Required value: has to be specified when using volumeAttributesClassName
        volume | {'metadata':{'annotations':{'volume.beta.kubernetes.io/mount-options':'x'}}} | metadata.annotations.volume.beta.kubernetes.io/mount-options: Forbidden: may not specify mount options for this volume type
        claim | {'spec':{'accessModes':['x']}} | spec.accessModes: Unsupported value: "x": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"
        claim | {'spec':{'resources':null}} | spec.resources[storage]: Required value
        claim | {'spec':{'resources':{'requests':{'storage':'-1'}}}} | spec.resources[storage]: Invalid value: "-1": must be greater than zero
        claim | {'spec':{'dataSource':{'kind':'Pod','name':'p'}}} | spec.dataSource: Invalid value: "Pod": must be 'PersistentVolumeClaim' when referencing the default apiGroup
        claim | {'spec':{'dataSource':{'kind':'PersistentVolumeClaim','name':'p'},'dataSourceRef':{'kind':'PersistentVolumeClaim','name':'q'}}} | spec: Invalid value: {}: must match dataSourceRef
        runtime | {'handler':''} | handler: Required value
        runtime | {'overhead':{'podFixed':{'x':'1'}}} | overhead.limits[x]: Invalid value: "x": must be a standard resource type or fully qualified; overhead.limits[x]: Invalid value: "x": must be a standard resource for containers
        quota | {'spec':{'hard':{'x':'1'}}} | spec.hard[x]: Invalid value: "x": must be a standard resource type or fully qualified; spec.hard[x]: Invalid value: "x": must be a standard resource for quota
        quota | {'spec':{'hard':{'services':'1'},'scopes':['BestEffort','NotBestEffort']}} | spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: unsupported scope applied to resource; spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: conflicting scopes
        quota | {'spec':{'scopes':['x']}} | spec.scopes: Invalid value: ["x"]: unsupported scope
        quota | {'spec':{'scopeSelector':{'matchExpressions':[{'scopeName':'PriorityClass','operator':'In'}]}}} | spec.scopeSelector.matchExpressions.values: Required value: must be at least one value when `operator` is 'In' or 'NotIn' for scope selector
        """)
    void aWrongObjectIsToldWhatIsWrong(String kind, String change, String wanted) {
        assertThat(errors(Validation.create(changed(kind, change)))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        class | {} | {'mountOptions':['a'],'allowVolumeExpansion':true} |
        class | {} | {'parameters':{'a':'b'},'provisioner':'q'} | parameters: Invalid value: {"a":"b"}: field is immutable; provisioner: Invalid value: "q": field is immutable
        class | {} | {'reclaimPolicy':'Retain','volumeBindingMode':'WaitForFirstConsumer'} | reclaimPolicy: Invalid value: "Retain": field is immutable; volumeBindingMode: Invalid value: "WaitForFirstConsumer": field is immutable
        attributes | {} | {'driverName':'e','parameters':{'a':'c'}} | driverName: Forbidden: updates to driverName are forbidden.; parameters: Forbidden: updates to parameters are forbidden.
        driver | {} | {'spec':{'podInfoOnMount':true,'fsGroupPolicy':'File'}} |
        driver | {} | {'spec':{'attachRequired':false}} | spec.attachedRequired: Invalid value: false: field is immutable
        driver | {} | {'spec':{'volumeLifecycleModes':['Ephemeral']}} | spec.volumeLifecycleModes: Invalid value: ["Ephemeral"]: field is immutable
        node | {} | {'spec':{'drivers':[{'name':'d','nodeID':'n','topologyKeys':[],'allocatable':{'count':5}}]}} |
        capacity | {} | {'capacity':'5Gi'} |
        capacity | {} | {'storageClassName':'d'} | storageClassName: Invalid value: "d": field is immutable
        volume | {} | {'spec':{'capacity':{'storage':'6Gi'},'mountOptions':['a']}} |
        volume | {} | {'spec':{'volumeMode':'Block'}} | volumeMode: Invalid value: "Block": field is immutable
        volume | {'spec':{'hostPath':null,'csi':{'driver':'d','volumeHandle':'h'}}} | {'spec':{'csi':{'controllerExpandSecretRef':{'name':'a','namespace':'b'}}}} |
        volume | {'spec':{'nodeAffinity':{'required':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'beta.kubernetes.io/os','operator':'Exists'}]}]}}}} | {'spec':{'nodeAffinity':{'required':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'kubernetes.io/os','operator':'Exists'}]}]}}}} |
        volume | {'spec':{'nodeAffinity':{'required':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'a','operator':'Exists'}]}]}}}} | {'spec':{'nodeAffinity':null}} | nodeAffinity: Invalid value: null: field is immutable, except for updating from beta label to GA
        volume | {'spec':{'hostPath':null,'csi':{'driver':'d','volumeHandle':'h'},'volumeAttributesClassName':'a'}} | {'spec':{'volumeAttributesClassName':null}} | spec.volumeAttributesClassName: Forbidden: update from non-nil value to nil is forbidden
        claim | {} | {'spec':{'volumeName':'v','storageClassName':'c'}} |
        claim | {'status':{'phase':'Bound','capacity':{'storage':'5Gi'}}} | {'spec':{'resources':{'requests':{'storage':'6Gi'}},'volumeAttributesClassName':'a'}} |
        claim | {'spec':{'resources':{'requests':{'storage':'9Gi'}}},'status':{'phase':'Bound','capacity':{'storage':'5Gi'}}} | {'spec':{'resources':{'requests':{'storage':'6Gi'}}}} |
        claim | {'status':{'phase':'Bound','capacity':{'storage':'5Gi'}}} | {'spec':{'resources':{'requests':{'storage':'4Gi'}}}} | spec.resources.requests.storage: Forbidden: field can not be less than status.capacity
        claim | {'spec':{'volumeAttributesClassName':'a'},'status':{'phase':'Bound','currentVolumeAttributesClassName':'a'}} | {'spec':{'volumeAttributesClassName':null}} | spec.volumeAttributesClassName: Forbidden: update to nil is forbidden when status.currentVolumeAttributesClassName is not nil
        claim | {'metadata':{'annotations':{'volume.beta.kubernetes.io/storage-class':'c'}}} | {'metadata':{'annotations':null},'spec':{'storageClassName':'c'}} |
        claim | {'metadata':{'annotations':{'volume.beta.kubernetes.io/storage-class':'c'}}} | {'metadata':{'annotations':null}} | metadata.annotations.volume.beta.kubernetes.io/storage-class: Invalid value: "": field is immutable
        runtime | {} | {'handler':'g'} | handler: Invalid value: "g": field is immutable
        quota | {} | {'spec':{'hard':{'pods':'2'}}} |
        quota | {} | {'spec':{'scopes':['Terminating']}} | spec.scopes: Invalid value: ["Terminating"]: field is immutable
        """)
    void whatMayChange(String kind, String before, String change, String wanted) {
        var found = errors(Validation.update(changed(kind, before, change), changed(kind, before)));
        assertThat(found).isEqualTo(wanted == null ? "" : wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        claim | {'status':{'phase':'Bound','allocatedResources':{'storage':'1'},'allocatedResourceStatuses':{'storage':'NodeResizePending'}}} |
        claim | {'status':{'allocatedResourceStatuses':{'storage':'x','cpu':'NodeResizePending'}}} | status.allocatedResourceStatuses: Unsupported value: "cpu": supported values: "storage"; status.allocatedResourceStatuses: Unsupported value: "storage": supported values: "ControllerResizeInProgress", "ControllerResizeInfeasible", "NodeResizeInProgress", "NodeResizeInfeasible", "NodeResizePending"
        claim | {'status':{'capacity':{'storage':'-1'}}} | status.capacity[storage]: Invalid value: -1: must be a valid resource quantity
        attachment | {'status':{'attachError':{'errorCode':-1}}} | status.attachError.errorCode: Invalid value: -1: must be between 0 and 2147483647, inclusive
        quota | {'status':{'hard':{'pods':'1.5'}}} | status.hard[pods]: Invalid value: "1500m": must be an integer
        volume | {'status':{'phase':'Bound'}} |
        """)
    void whatAStatusMayBe(String kind, String change, String wanted) {
        var found = errors(Validation.updateStatus(changed(kind, change), changed(kind, "{}")));
        assertThat(found).isEqualTo(wanted == null ? "" : wanted);
    }
}
