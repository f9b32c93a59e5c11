/// What a pod is called and how it finds others: its hostname, its `/etc/hosts` and its resolver configuration.
/// Source: kubernetes.io/docs/concepts/services-networking/dns-pod-service.
@NullMarked
package io.djong.kubelet.hosts;

import org.jspecify.annotations.NullMarked;
