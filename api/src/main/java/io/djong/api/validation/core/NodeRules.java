package io.djong.api.validation.core;

import io.djong.api.ip.Cidr;
import io.djong.api.types.core.v1.ConfigMapNodeConfigSource;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.NodeAddressCodec;
import io.djong.api.types.core.v1.NodeConfigSource;
import io.djong.api.types.core.v1.NodeConfigSourceCodec;
import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.core.v1.TaintCodec;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.KeyNames;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Nodes.
public final class NodeRules {
    private static final FieldPath METADATA = FieldPath.of("metadata");
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private NodeRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Node node) {
        ObjectMetaRules.create(errors, node.metadata(), false, NameRule.SUBDOMAIN);
        taints(errors, METADATA.child("taints"), node.spec().taints());
        resources(errors, node);
        ranges(errors, node.spec().podCIDRs());
    }

    private static void ranges(FieldErrors errors, List<String> ranges) {
        var path = SPEC.child("podCIDRs");
        for (int i = 0; i < ranges.size(); i++) {
            Addresses.legacyCidr(errors, path.index(i), ranges.get(i));
        }
        if (ranges.size() < 2) {
            return;
        }
        boolean v4 = false;
        boolean v6 = false;
        for (String range : ranges) {
            var cidr = Cidr.parse(range);
            if (cidr == null) {
                errors.add(new FieldError(
                        ErrorType.INTERNAL,
                        path.toString(),
                        null,
                        "invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR address: " + range));
                break;
            }
            v4 |= cidr.address().v4();
            v6 |= !cidr.address().v4();
        }
        if (!(v4 && v6) || ranges.size() > 2) {
            errors.invalidShown(path, Shown.texts(ranges), "may specify no more than one CIDR for each IP family");
        }
    }

    private static void resources(FieldErrors errors, Node node) {
        node.status()
                .capacity()
                .forEach(
                        (name, amount) -> ResourceRules.quantity(errors, STATUS.child("capacity", name), name, amount));
        node.status()
                .allocatable()
                .forEach((name, amount) ->
                        ResourceRules.quantity(errors, STATUS.child("allocatable", name), name, amount));
    }

    /// A changed one, or a changed status.
    public static void update(FieldErrors errors, Node node, Node old) {
        ObjectMetaRules.update(errors, node.metadata(), old.metadata());
        resources(errors, node);
        Set<NodeAddress> seen = new HashSet<>();
        var addresses = node.status().addresses();
        for (int i = 0; i < addresses.size(); i++) {
            if (!seen.add(addresses.get(i))) {
                errors.duplicateShown(
                        STATUS.child("addresses").index(i),
                        InternalJson.of("core/v1.NodeAddress", NodeAddressCodec.CODEC, addresses.get(i)));
            }
        }
        rangesUpdate(errors, node.spec().podCIDRs(), old.spec().podCIDRs());
        String provider = old.spec().providerID();
        if (!provider.isEmpty() && !provider.equals(node.spec().providerID())) {
            errors.forbidden(
                    SPEC.child("providerID"), "node updates may not change providerID except from \"\" to valid");
        }
        config(errors, node);
        taints(errors, METADATA.child("taints"), node.spec().taints());
        if (!node.spec().externalID().equals(old.spec().externalID())) {
            errors.forbidden(SPEC.child("externalID"), "may not be updated");
        }
    }

    private static void rangesUpdate(FieldErrors errors, List<String> now, List<String> before) {
        if (before.isEmpty()) {
            return;
        }
        String detail = "node updates may not change podCIDR except from \"\" to valid";
        if (now.size() != before.size()) {
            errors.forbidden(SPEC.child("podCIDRs"), detail);
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(now.get(i))) {
                errors.forbidden(SPEC.child("podCIDRs"), detail);
            }
        }
    }

    private static void config(FieldErrors errors, Node node) {
        if (node.spec().configSource() != null) {
            var path = SPEC.child("configSource");
            var map = node.spec().configSource().configMap();
            if (map == null) {
                oneReference(errors, path, node.spec().configSource());
            } else {
                if (!map.uid().isEmpty()) {
                    errors.forbidden(path.child("configMap", "uid"), "uid must not be set in spec");
                }
                if (!map.resourceVersion().isEmpty()) {
                    errors.forbidden(
                            path.child("configMap", "resourceVersion"), "resourceVersion must not be set in spec");
                }
                configMap(errors, path.child("configMap"), map);
            }
        }
        var config = node.status().config();
        if (config != null) {
            var path = STATUS.child("config");
            configStatus(errors, path.child("assigned"), config.assigned());
            configStatus(errors, path.child("active"), config.active());
            configStatus(errors, path.child("lastKnownGood"), config.lastKnownGood());
        }
    }

    private static void oneReference(FieldErrors errors, FieldPath path, NodeConfigSource source) {
        errors.invalidShown(
                path,
                InternalJson.of("core/v1.NodeConfigSource", NodeConfigSourceCodec.CODEC, source),
                "exactly one reference subfield must be non-nil");
    }

    private static void configStatus(FieldErrors errors, FieldPath path, @Nullable NodeConfigSource source) {
        if (source == null) {
            return;
        }
        var map = source.configMap();
        if (map == null) {
            oneReference(errors, path, source);
            return;
        }
        if (map.uid().isEmpty()) {
            errors.required(path.child("configMap", "uid"), "uid must be set in status");
        }
        if (map.resourceVersion().isEmpty()) {
            errors.required(path.child("configMap", "resourceVersion"), "resourceVersion must be set in status");
        }
        configMap(errors, path.child("configMap"), map);
    }

    private static void configMap(FieldErrors errors, FieldPath path, ConfigMapNodeConfigSource map) {
        if (map.namespace().isEmpty()) {
            errors.required(path.child("namespace"), "namespace must be set");
        } else {
            errors.invalidEach(path.child("namespace"), map.namespace(), DnsNames.label(map.namespace()));
        }
        if (map.name().isEmpty()) {
            errors.required(path.child("name"), "name must be set");
        } else {
            errors.invalidEach(path.child("name"), map.name(), DnsNames.subdomain(map.name()));
        }
        if (map.kubeletConfigKey().isEmpty()) {
            errors.required(path.child("kubeletConfigKey"), "kubeletConfigKey must be set");
        } else {
            errors.invalidEach(
                    path.child("kubeletConfigKey"), map.kubeletConfigKey(), KeyNames.configKey(map.kubeletConfigKey()));
        }
    }

    private static void taints(FieldErrors errors, FieldPath path, List<Taint> taints) {
        var seen = new HashSet<List<String>>();
        for (int i = 0; i < taints.size(); i++) {
            var taint = taints.get(i);
            var at = path.index(i);
            errors.invalidEach(at.child("key"), taint.key(), LabelNames.key(taint.key()));
            var wrong = LabelNames.value(taint.value());
            if (!wrong.isEmpty()) {
                errors.invalid(at.child("value"), taint.value(), String.join(";", wrong));
            }
            if (taint.effect().isEmpty()) {
                errors.required(at.child("effect"));
            } else {
                effect(errors, at.child("effect"), taint.effect());
            }
            if (!seen.add(List.of(taint.effect(), taint.key()))) {
                errors.add(new FieldError(
                        ErrorType.DUPLICATE,
                        at.toString(),
                        InternalJson.of("core/v1.Taint", TaintCodec.CODEC, taint),
                        "taints must be unique by key and effect pair"));
            }
        }
    }

    static void effect(FieldErrors errors, FieldPath path, String effect) {
        if (!EFFECTS.contains(effect)) {
            errors.notSupported(path, effect, EFFECTS);
        }
    }
}
