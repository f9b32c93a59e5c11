package io.djong.cluster.bootstrap;

import io.djong.api.meta.IntOrString;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/// The objects that a cluster of ours has beside those that the API server makes itself: the DNS server's Service
/// with its endpoints, and the rights of the DNS server. What exists is left alone, but for the
/// endpoints, which are ours.
public final class InitialObjects {
    /// The namespace of the cluster's own things.
    public static final String SYSTEM = "kube-system";
    /// The DNS server's Service, by the name that everybody knows.
    public static final String DNS = "kube-dns";
    /// As whom the DNS server reads.
    public static final String DNS_ACCOUNT = "coredns";

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    /// Where the DNS server's metrics answer, beside its names.
    public static final int DNS_METRICS_PORT = 9153;

    private static final int DNS_PORT = 53;

    /// Gave nodes the right to all that pods may need, before the API server could tell what their own pods do.
    private static final String OLD_NODES_BINDING = "djong:nodes";

    private final KubeClient client;

    /// @param client may do everything
    public InitialObjects(KubeClient client) {
        this.client = client;
    }

    /// Makes what is missing.
    ///
    /// @param dnsAddress of the DNS server's Service
    public void create(InetAddress dnsAddress) throws ApiException, InterruptedException {
        remove(RbacV1.CLUSTER_ROLE_BINDINGS, OLD_NODES_BINDING);
        ensure(
                CoreV1.SERVICE_ACCOUNTS,
                ServiceAccount.EMPTY.withMetadata(
                        ObjectMeta.EMPTY.withNamespace(SYSTEM).withName(DNS_ACCOUNT)));
        ensure(RbacV1.CLUSTER_ROLES, dnsRole());
        ensure(
                RbacV1.CLUSTER_ROLE_BINDINGS,
                binding("system:coredns", "system:coredns", new Subject("ServiceAccount", "", DNS_ACCOUNT, SYSTEM)));
        ensure(CoreV1.SERVICES, dnsService(dnsAddress.getHostAddress()));
    }

    /// Says where the DNS server answers.
    ///
    /// @param address at which pods and the proxy reach it
    public void dnsAnswersAt(InetAddress address, String nodeName) throws ApiException, InterruptedException {
        var slices = client.of(DiscoveryV1.ENDPOINT_SLICES);
        var wanted = dnsSlice(address.getHostAddress(), nodeName);
        try {
            var found = slices.get(new ObjectKey(SYSTEM, DNS));
            if (!found.endpoints().equals(wanted.endpoints()) || !found.ports().equals(wanted.ports())) {
                slices.update(wanted.withMetadata(found.metadata()));
            }
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            slices.create(wanted);
        }
    }

    private static ClusterRole dnsRole() {
        return ClusterRole.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName("system:coredns"))
                .withRules(List.of(
                        readable("", "services", "pods", "namespaces", "endpoints", "nodes"),
                        readable("discovery.k8s.io", "endpointslices")));
    }

    private static PolicyRule readable(String group, String... resources) {
        return PolicyRule.EMPTY
                .withApiGroups(List.of(group))
                .withResources(List.of(resources))
                .withVerbs(List.of("get", "list", "watch"));
    }

    private static ClusterRoleBinding binding(String name, String role, Subject subject) {
        return ClusterRoleBinding.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name))
                .withSubjects(List.of(subject))
                .withRoleRef(new RoleRef(RBAC, "ClusterRole", role));
    }

    private static Service dnsService(String address) {
        var meta = ObjectMeta.EMPTY
                .withNamespace(SYSTEM)
                .withName(DNS)
                .withAnnotations(Map.of(
                        "prometheus.io/port", Integer.toString(DNS_METRICS_PORT), "prometheus.io/scrape", "true"))
                .withLabels(Map.of(
                        "k8s-app", DNS, "kubernetes.io/cluster-service", "true", "kubernetes.io/name", "CoreDNS"));
        var spec = Service.EMPTY
                .spec()
                .withClusterIP(address)
                .withClusterIPs(List.of(address))
                .withPorts(List.of(
                        servicePort("dns", "UDP", DNS_PORT),
                        servicePort("dns-tcp", "TCP", DNS_PORT),
                        servicePort("metrics", "TCP", DNS_METRICS_PORT)));
        return Service.EMPTY.withMetadata(meta).withSpec(spec);
    }

    private static ServicePort servicePort(String name, String protocol, int port) {
        return ServicePort.EMPTY
                .withName(name)
                .withProtocol(protocol)
                .withPort(port)
                .withTargetPort(IntOrString.of(port));
    }

    private static EndpointSlice dnsSlice(String address, String nodeName) {
        var meta = ObjectMeta.EMPTY
                .withNamespace(SYSTEM)
                .withName(DNS)
                .withLabels(Map.of("kubernetes.io/service-name", DNS, MANAGED_BY, "djong", "k8s-app", DNS));
        var endpoint = Endpoint.EMPTY
                .withAddresses(List.of(address))
                .withConditions(new EndpointConditions(true, true, false))
                .withNodeName(nodeName);
        return EndpointSlice.EMPTY
                .withMetadata(meta)
                .withAddressType("IPv4")
                .withEndpoints(List.of(endpoint))
                .withPorts(List.of(
                        endpointPort("dns", "UDP", DNS_PORT),
                        endpointPort("dns-tcp", "TCP", DNS_PORT),
                        endpointPort("metrics", "TCP", DNS_METRICS_PORT)));
    }

    private static EndpointPort endpointPort(String name, String protocol, int port) {
        return EndpointPort.EMPTY.withName(name).withProtocol(protocol).withPort(port);
    }

    private void remove(Resource<?> resource, String name) throws ApiException, InterruptedException {
        try {
            client.of(resource).delete(new ObjectKey("", name));
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private <T extends KubeObject> void ensure(Resource<T> resource, T object)
            throws ApiException, InterruptedException {
        var objects = client.of(resource);
        try {
            objects.get(new ObjectKey(
                    object.metadata().namespace(), object.metadata().name()));
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            objects.create(object);
        }
    }
}
