package io.djong.controllermanager.endpointslice;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.controllermanager.podcontrol.Owners;
import io.djong.controllermanager.servicepods.ServicePods;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides. Pure: the same view gives the same steps in the same order.
final class SlicePlan {
    private final SliceView view;
    private final Service service;
    private final Changes changes = new Changes();
    private final List<String> withoutNode = new ArrayList<>();

    private SlicePlan(SliceView view) {
        this.view = view;
        this.service = view.service();
    }

    static Plan plan(SliceView view) {
        return new SlicePlan(view).plan();
    }

    private Plan plan() {
        List<String> families = families();
        for (EndpointSlice slice : view.slices()) {
            // Of a family that the Service no longer has.
            if (!families.contains(slice.addressType())) changes.delete(slice);
        }
        for (String family : families) planFamily(family);
        List<Step> steps = new ArrayList<>();
        for (EndpointSlice slice : changes.created()) steps.add(new Step.Create(slice));
        for (EndpointSlice slice : changes.updated()) steps.add(new Step.Update(slice));
        for (EndpointSlice slice : changes.deleted()) steps.add(new Step.Delete(slice));
        return new Plan(steps, changes.added(), changes.removed(), withoutNode);
    }

    private void planFamily(String family) {
        Changes ofFamily = new Changes();
        List<EndpointSlice> existing = view.slices().stream()
                .filter(slice -> slice.addressType().equals(family))
                .toList();
        Map<List<EndpointPort>, List<EndpointSlice>> byPorts = new LinkedHashMap<>();
        for (EndpointSlice slice : existing) {
            if (isOwned(slice)) {
                byPorts.computeIfAbsent(Endpoints.portKey(slice.ports()), _ -> new ArrayList<>())
                        .add(slice);
            } else {
                // Of an earlier Service of this name.
                ofFamily.delete(slice);
            }
        }
        Map<List<EndpointPort>, Group> wanted = wanted(family);
        wanted.forEach((key, group) -> new Packing(service, view.endpointsMax(), ofFamily)
                .pack(byPorts.getOrDefault(key, List.of()), group.endpoints, empty(family, group.ports)));
        byPorts.forEach((key, slices) -> {
            if (!wanted.containsKey(key)) slices.forEach(ofFamily::delete);
        });
        keepOne(family, existing, ofFamily);
        ofFamily.reuseDeleted(this::isOwned);
        ofFamily.setHints(existing, Hints.of(service));
        changes.addAll(ofFamily);
    }

    /// When nothing would be left, an empty slice stands for the Service.
    private void keepOne(String family, List<EndpointSlice> existing, Changes ofFamily) {
        if (existing.size() != ofFamily.deleted().size() || !ofFamily.created().isEmpty()) return;
        EndpointSlice placeholder = empty(family, List.of());
        if (ofFamily.deleted().size() == 1 && isPlaceholder(ofFamily.deleted().getFirst(), placeholder)) {
            ofFamily.keep(ofFamily.deleted().getFirst());
        } else {
            ofFamily.create(placeholder);
        }
    }

    private static boolean isPlaceholder(EndpointSlice slice, EndpointSlice placeholder) {
        return slice.endpoints().isEmpty()
                && slice.ports().isEmpty()
                && slice.addressType().equals(placeholder.addressType())
                && slice.metadata().labels().equals(placeholder.metadata().labels());
    }

    private static final class Group {
        final List<EndpointPort> ports;
        final Map<Endpoints.Identity, Endpoint> endpoints = new LinkedHashMap<>();

        Group(List<EndpointPort> ports) {
            this.ports = ports;
        }
    }

    /// The endpoints that there shall be, by the ports that they answer on.
    private Map<List<EndpointPort>, Group> wanted(String family) {
        Map<List<EndpointPort>, Group> groups = new LinkedHashMap<>();
        List<Pod> pods = new ArrayList<>(view.pods());
        pods.sort(Comparator.comparing(pod -> pod.metadata().name()));
        for (Pod pod : pods) {
            if (!ServicePods.isEndpoint(pod, true)) continue;
            List<EndpointPort> ports = Endpoints.ports(service, pod);
            Group group = groups.computeIfAbsent(Endpoints.portKey(ports), _ -> new Group(ports));
            Node node = view.nodes().get(pod.spec().nodeName());
            if (node == null && !service.spec().publishNotReadyAddresses()) {
                if (!withoutNode.contains(pod.metadata().name()))
                    withoutNode.add(pod.metadata().name());
                continue;
            }
            Endpoint endpoint = Endpoints.of(pod, node, service, family.equals("IPv4"));
            if (!endpoint.addresses().isEmpty()) group.endpoints.put(Endpoints.identity(endpoint), endpoint);
        }
        return groups;
    }

    private EndpointSlice empty(String family, List<EndpointPort> ports) {
        ObjectMeta metadata = ObjectMeta.EMPTY
                .withGenerateName(Owners.generateName(service.metadata().name()))
                .withNamespace(service.metadata().namespace())
                .withLabels(SliceLabels.wanted(service))
                .withOwnerReferences(List.of(Owners.controllerReference(service)));
        return EndpointSlice.EMPTY
                .withMetadata(metadata)
                .withAddressType(family)
                .withPorts(ports);
    }

    private boolean isOwned(EndpointSlice slice) {
        for (OwnerReference owner : slice.metadata().ownerReferences()) {
            if (owner.uid().equals(service.metadata().uid())
                    && owner.kind().equals("Service")
                    && owner.apiVersion().equals("v1")) return true;
        }
        return false;
    }

    /// A Service that an old server did not give families has that of its address, or both.
    private List<String> families() {
        List<String> families = service.spec().ipFamilies();
        if (!families.isEmpty()) return families;
        IpAddress address = IpAddress.parse(service.spec().clusterIP());
        if (address != null) return List.of(address.v4() ? "IPv4" : "IPv6");
        return List.of("IPv4", "IPv6");
    }
}
