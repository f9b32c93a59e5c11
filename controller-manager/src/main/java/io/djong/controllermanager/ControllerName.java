package io.djong.controllermanager;

import java.util.List;

/// The controllers of kube-controller-manager, in upstream's order and by its names.
///
/// @param name as `--controllers` has it
/// @param alias the name that it had before, still understood; "" for none
/// @param onByDefault whether `*` means it, too
/// @param built whether Djong has it
record ControllerName(String name, String alias, boolean onByDefault, boolean built) {
    static final List<ControllerName> ALL = List.of(
            off("bootstrap-signer-controller", "bootstrapsigner"),
            other("certificatesigningrequest-approving-controller", "csrapproving"),
            other("certificatesigningrequest-cleaner-controller", "csrcleaner"),
            other("certificatesigningrequest-signing-controller", "csrsigning"),
            other("cloud-node-lifecycle-controller", "cloud-node-lifecycle"),
            built("clusterrole-aggregation-controller", "clusterrole-aggregation"),
            other("cronjob-controller", "cronjob"),
            other("daemonset-controller", "daemonset"),
            built("deployment-controller", "deployment"),
            other("device-taint-eviction-controller", ""),
            other("disruption-controller", "disruption"),
            built("endpoints-controller", "endpoint"),
            built("endpointslice-controller", "endpointslice"),
            other("endpointslice-mirroring-controller", "endpointslicemirroring"),
            other("ephemeral-volume-controller", "ephemeral-volume"),
            built("garbage-collector-controller", "garbagecollector"),
            other("horizontal-pod-autoscaler-controller", "horizontalpodautoscaling"),
            other("job-controller", "job"),
            other("kube-apiserver-serving-clustertrustbundle-publisher-controller", ""),
            other("legacy-serviceaccount-token-cleaner-controller", "legacy-service-account-token-cleaner"),
            built("namespace-controller", "namespace"),
            built("node-ipam-controller", "nodeipam"),
            built("node-lifecycle-controller", "nodelifecycle"),
            other("node-route-controller", "route"),
            other("persistentvolume-attach-detach-controller", "attachdetach"),
            other("persistentvolume-binder-controller", "persistentvolume-binder"),
            other("persistentvolume-expander-controller", "persistentvolume-expander"),
            other("persistentvolume-protection-controller", "pv-protection"),
            other("persistentvolumeclaim-protection-controller", "pvc-protection"),
            built("pod-garbage-collector-controller", "podgc"),
            other("podcertificaterequest-cleaner-controller", ""),
            other("podgroup-protection-controller", ""),
            built("replicaset-controller", "replicaset"),
            other("replicationcontroller-controller", "replicationcontroller"),
            other("resourceclaim-controller", "resource-claim-controller"),
            other("resourcepoolstatusrequest-controller", ""),
            other("resourcequota-controller", "resourcequota"),
            built("root-ca-certificate-publisher-controller", "root-ca-cert-publisher"),
            off("selinux-warning-controller", ""),
            other("service-cidr-controller", ""),
            other("service-lb-controller", "service"),
            built("serviceaccount-controller", "serviceaccount"),
            other("serviceaccount-token-controller", "serviceaccount-token"),
            other("statefulset-controller", "statefulset"),
            other("storage-version-migrator-controller", ""),
            other("storageversion-garbage-collector-controller", "storage-version-gc"),
            built("taint-eviction-controller", ""),
            off("token-cleaner-controller", "tokencleaner"),
            other("ttl-after-finished-controller", "ttl-after-finished"),
            other("ttl-controller", "ttl"),
            other("validatingadmissionpolicy-status-controller", ""),
            other("volumeattributesclass-protection-controller", ""));

    private static ControllerName built(String name, String alias) {
        return new ControllerName(name, alias, true, true);
    }

    private static ControllerName other(String name, String alias) {
        return new ControllerName(name, alias, true, false);
    }

    private static ControllerName off(String name, String alias) {
        return new ControllerName(name, alias, false, false);
    }

    private boolean isMeant(String text) {
        return text.equals(name) || (!alias.isEmpty() && text.equals(alias));
    }

    /// Whether the list of `--controllers` lets this one run: the first entry that names it decides, else `*`.
    boolean isEnabled(List<String> controllers) {
        boolean all = false;
        for (String entry : controllers) {
            if (isMeant(entry)) return true;
            if (entry.startsWith("-") && isMeant(entry.substring(1))) return false;
            if (entry.equals("*")) all = true;
        }
        return all && onByDefault;
    }

    /// What is wrong with an entry of `--controllers`; "" when nothing is.
    static String problem(String entry) {
        if (entry.equals("*")) return "";
        String text = entry.startsWith("-") ? entry.substring(1) : entry;
        for (ControllerName controller : ALL) {
            if (!controller.isMeant(text)) continue;
            boolean isAsked = !entry.startsWith("-");
            return isAsked && !controller.built ? "\"" + text + "\" is not built yet" : "";
        }
        return "\"" + text + "\" is not in the list of known controllers";
    }
}
