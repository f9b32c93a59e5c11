package io.djong.cluster.bootstrap;

import io.djong.api.ip.IpAddress;
import io.djong.apiserver.options.EtcdAccess;
import io.djong.base.config.Cidr;
import io.djong.base.config.PortRange;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// What a cluster of one node is told.
///
/// @param folders where it keeps things
/// @param nodeName the name of this node
/// @param nodeAddress at which other machines and pods reach this node
/// @param bind the address that the API server listens on
/// @param clusterRange addresses of pods
/// @param serviceRange addresses of services; the first is the API server's, the tenth the DNS server's
/// @param domain of the names in the cluster
/// @param nodePorts that services may have on every node
/// @param ports that the components listen on
/// @param extraNames further names and addresses that the API server's certificate is good for
/// @param runtimeEndpoint another container runtime than our own; "" for our own
/// @param resolverFile the name servers for names outside the cluster
/// @param podLogs where the output of containers lies, one folder per pod
/// @param containerLogs links to each container's present log, by flat names
/// @param failCgroupV1 whether a machine with control groups version 1 is refused; a kubelet alone refuses it unless
///     told otherwise
/// @param cgroupsPerQos whether there is a control group for each pod and for each class of pods
/// @param evictionHard how little may be left before pods are evicted, by signal: `nodefs.available` to `5%`
/// @param etcd the etcd cluster that keeps the objects; empty for the embedded store
public record ClusterConfig(
        ClusterFolders folders,
        String nodeName,
        InetAddress nodeAddress,
        InetAddress bind,
        Cidr clusterRange,
        Cidr serviceRange,
        String domain,
        PortRange nodePorts,
        ClusterPorts ports,
        List<String> extraNames,
        String runtimeEndpoint,
        Path resolverFile,
        Path podLogs,
        Path containerLogs,
        boolean failCgroupV1,
        boolean cgroupsPerQos,
        SortedMap<String, String> evictionHard,
        EtcdAccess etcd) {
    private static final int DNS_OFFSET = 10;

    public ClusterConfig {
        extraNames = List.copyOf(extraNames);
    }

    /// The address of the Service `default/kubernetes`.
    public InetAddress kubernetesAddress() {
        return nth(serviceRange, 1);
    }

    /// The address of the Service `kube-system/kube-dns`.
    public InetAddress dnsAddress() {
        return nth(serviceRange, DNS_OFFSET);
    }

    /// An address on which this machine reaches its own API server.
    public String serverUrl() {
        var address = bind.isAnyLocalAddress() ? "127.0.0.1" : bind.getHostAddress();
        return "https://" + address + ":" + ports.apiServer();
    }

    /// The pods' range as a value of the API.
    public io.djong.api.ip.Cidr pods() {
        return range(clusterRange);
    }

    /// The services' range as a value of the API.
    public io.djong.api.ip.Cidr services() {
        return range(serviceRange);
    }

    private static io.djong.api.ip.Cidr range(Cidr range) {
        return new io.djong.api.ip.Cidr(IpAddress.ofBytes(range.base().getAddress()), range.prefixBits());
    }

    /// The address that lies so many after a range's base.
    static InetAddress nth(Cidr range, int offset) {
        var base = range.base().getAddress();
        var sum = new BigInteger(1, base).add(BigInteger.valueOf(offset)).toByteArray();
        var bytes = new byte[base.length];
        int length = Math.min(sum.length, bytes.length);
        System.arraycopy(sum, sum.length - length, bytes, bytes.length - length, length);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }
}
