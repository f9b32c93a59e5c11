package io.djong.proxy.plan;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.proxy.services.EndpointChoice;
import io.djong.proxy.services.EndpointReader;
import io.djong.proxy.services.EndpointView;
import io.djong.proxy.services.ProxyNode;
import io.djong.proxy.services.ServicePortView;
import io.djong.proxy.services.ServiceReader;
import io.djong.proxy.services.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From a service and its slices to rules. Pure.
public final class ServiceRulesPlan {
    private ServiceRulesPlan() {}

    /// @param service null when it is gone
    public static ServiceRules plan(
            ObjectKey key, @Nullable Service service, Collection<EndpointSlice> slices, ProxyNode node, boolean ipv4) {
        if (service == null) {
            return ServiceRules.none(key);
        }
        List<FrontendRule> rules = new ArrayList<>();
        Set<IpAddress> hairpins = new HashSet<>();
        Set<IpAddress> ready = new HashSet<>();
        boolean lacksInternal = false;
        boolean lacksExternal = false;
        int healthCheck = 0;
        for (ServicePortView port : ServiceReader.read(service, ipv4)) {
            List<EndpointView> endpoints =
                    EndpointReader.read(slices, port.name(), port.transport(), node.name(), ipv4);
            EndpointChoice choice = EndpointChoice.choose(port, endpoints, node);
            healthCheck = Math.max(healthCheck, port.healthCheckNodePort());
            lacksInternal |=
                    port.internalLocal() && choice.any() && choice.local().isEmpty();
            lacksExternal |= port.externalLocal()
                    && port.externallyAccessible()
                    && choice.any()
                    && choice.local().isEmpty();
            for (EndpointView endpoint : endpoints) {
                if (endpoint.local() && (endpoint.ready() || endpoint.serving())) {
                    hairpins.add(endpoint.address());
                }
                if (endpoint.local() && endpoint.ready()) {
                    ready.add(endpoint.address());
                }
            }
            Set<IpAddress> serving = port.transport() == Transport.UDP
                    ? endpoints.stream()
                            .filter(EndpointView::serving)
                            .map(EndpointView::address)
                            .collect(Collectors.toSet())
                    : Set.of();
            frontends(port, choice, serving, node, rules);
        }
        return new ServiceRules(key, rules, hairpins, healthCheck, ready.size(), lacksInternal, lacksExternal);
    }

    private static void frontends(
            ServicePortView port,
            EndpointChoice choice,
            Set<IpAddress> serving,
            ProxyNode node,
            List<FrontendRule> rules) {
        Transport transport = port.transport();
        Handling internal = internal(port, choice);
        rules.add(new FrontendRule(
                new Frontend(port.clusterIp(), transport, port.port()), true, internal, List.of(), serving));
        if (!port.externallyAccessible()) {
            return;
        }
        Handling external = external(port, choice);
        for (IpAddress address : port.externalIps()) {
            rules.add(new FrontendRule(
                    new Frontend(address, transport, port.port()), false, external, List.of(), serving));
        }
        for (IpAddress address : port.loadBalancerIps()) {
            rules.add(new FrontendRule(
                    new Frontend(address, transport, port.port()),
                    false,
                    external,
                    allowed(port.sourceRanges(), address, node),
                    serving));
        }
        if (port.nodePort() != 0) {
            for (IpAddress address : node.nodePortAddresses()) {
                rules.add(new FrontendRule(
                        new Frontend(address, transport, port.nodePort()), false, external, List.of(), serving));
            }
        }
    }

    private static Handling internal(ServicePortView port, EndpointChoice choice) {
        List<Backend> to = backends(port.internalLocal() ? choice.local() : choice.cluster());
        if (!to.isEmpty()) {
            return new Handling.Forward(to, false);
        }
        return choice.any() ? new Handling.Drop() : new Handling.Refuse();
    }

    private static Handling external(ServicePortView port, EndpointChoice choice) {
        List<Backend> cluster = backends(choice.cluster());
        if (!choice.any()) {
            return new Handling.Refuse();
        }
        return port.externalLocal()
                ? new Handling.Split(cluster, backends(choice.local()))
                : new Handling.Forward(cluster, true);
    }

    /// A node that may use a load balancer may do so with the balancer's own address as its source: that is what a
    /// packet has that the node sends to an address which it carries itself.
    private static List<Cidr> allowed(List<Cidr> ranges, IpAddress balancer, ProxyNode node) {
        if (ranges.isEmpty()
                || ranges.stream().noneMatch(r -> node.addresses().stream().anyMatch(r::contains))) {
            return ranges;
        }
        List<Cidr> with = new ArrayList<>(ranges);
        with.add(new Cidr(balancer, balancer.bits()));
        return with;
    }

    private static List<Backend> backends(List<EndpointView> endpoints) {
        return endpoints.stream().map(e -> new Backend(e.address(), e.port())).toList();
    }
}
