package io.djong.kubelet.environment;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EnvFromSource;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.EnvVarSource;
import io.djong.api.types.core.v1.FileKeySelector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.kubelet.references.ReferenceException;
import io.djong.kubelet.references.ReferencedObjects;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The environments of one pod's containers, from its spec and from what that names.
/// Source: kubernetes.io/docs/tasks/inject-data-application.
public final class PodEnvironments implements ContainerEnvironments {
    private static final String SOURCE = "kubernetes.io/config.source";

    private final Pod pod;
    private final PodFacts facts;
    private final ServiceEnvironment services;
    private final ReferencedObjects references;
    private final Function<String, Optional<Path>> volumes;

    /// @param facts the pod's addresses in it do not count: they come with each call
    /// @param volumes where on the host a volume of the pod is, for variables that come from a file
    public PodEnvironments(
            Pod pod,
            PodFacts facts,
            ServiceEnvironment services,
            ReferencedObjects references,
            Function<String, Optional<Path>> volumes) {
        this.pod = pod;
        this.facts = facts;
        this.services = services;
        this.references = references;
        this.volumes = volumes;
    }

    @Override
    public SortedMap<String, String> of(Container container, java.util.List<String> podIps)
            throws ContainerConfigException, InterruptedException {
        Boolean links = pod.spec().enableServiceLinks();
        if (links == null) {
            throw new ContainerConfigException("nil pod.spec.enableServiceLinks encountered, cannot construct envvars");
        }
        boolean fromApi =
                pod.metadata().annotations().getOrDefault(SOURCE, "api").equals("api");
        if (fromApi && !services.synced().getAsBoolean()) {
            throw new ContainerConfigException(
                    "services have not yet been read at least once, cannot construct envvars");
        }
        SortedMap<String, String> ofServices = services.of(pod.metadata().namespace(), links);
        var one = new One(container, facts.withPodIps(podIps), ofServices);
        try {
            one.read();
        } catch (ReferenceException e) {
            throw new ContainerConfigException(e.getMessage(), e);
        }
        SortedMap<String, String> all = new TreeMap<>(ofServices);
        all.putAll(one.own);
        return all;
    }

    /// One container's variables while they are put together; each object is read once.
    private final class One {
        final SortedMap<String, String> own = new TreeMap<>();
        private final Container container;
        private final PodFacts now;
        private final Map<String, String> ofServices;
        private final Map<String, ConfigMap> configMaps = new HashMap<>();
        private final Map<String, Secret> secrets = new HashMap<>();

        One(Container container, PodFacts now, Map<String, String> ofServices) {
            this.container = container;
            this.now = now;
            this.ofServices = ofServices;
        }

        void read() throws ContainerConfigException, ReferenceException, InterruptedException {
            for (EnvFromSource source : container.envFrom()) {
                addAll(source);
            }
            for (EnvVar variable : container.env()) {
                String value = value(variable);
                if (value != null) {
                    own.put(variable.name(), value);
                }
            }
        }

        private void addAll(EnvFromSource source) throws ReferenceException, InterruptedException {
            var fromMap = source.configMapRef();
            var fromSecret = source.secretRef();
            if (fromMap != null) {
                ConfigMap map = configMap(fromMap.name(), Boolean.TRUE.equals(fromMap.optional()));
                if (map != null) {
                    map.data().forEach((key, value) -> own.put(source.prefix() + key, value));
                }
            } else if (fromSecret != null) {
                Secret secret = secret(fromSecret.name(), Boolean.TRUE.equals(fromSecret.optional()));
                if (secret != null) {
                    secret.data().forEach((key, value) -> own.put(source.prefix() + key, value.utf8()));
                }
            }
        }

        /// Null leaves the variable out.
        private @Nullable String value(EnvVar variable)
                throws ContainerConfigException, ReferenceException, InterruptedException {
            EnvVarSource from = variable.valueFrom();
            if (!variable.value().isEmpty() || from == null) {
                return Expansion.expandWith(variable.value(), this::defined);
            }
            if (from.fieldRef() != null) {
                return PodFields.variable(from.fieldRef(), pod, now);
            }
            var resource = from.resourceFieldRef();
            if (resource != null) {
                return resource.containerName().isEmpty()
                        ? ResourceFields.of(resource, pod, container, now.nodeAllocatable())
                        : ResourceFields.of(resource, pod, now.nodeAllocatable());
            }
            var key = from.configMapKeyRef();
            if (key != null) {
                boolean optional = Boolean.TRUE.equals(key.optional());
                ConfigMap map = configMap(key.name(), optional);
                String value = map == null ? null : map.data().get(key.key());
                return found(value, optional || map == null, key.key(), "ConfigMap", key.name());
            }
            var secretKey = from.secretKeyRef();
            if (secretKey != null) {
                boolean optional = Boolean.TRUE.equals(secretKey.optional());
                Secret secret = secret(secretKey.name(), optional);
                var bytes = secret == null ? null : secret.data().get(secretKey.key());
                String value = bytes == null ? null : bytes.utf8();
                return found(value, optional || secret == null, secretKey.key(), "Secret", secretKey.name());
            }
            return from.fileKeyRef() == null ? "" : fromFile(from.fileKeyRef());
        }

        private String defined(String name) {
            String value = own.get(name);
            if (value == null) {
                value = ofServices.get(name);
            }
            return value == null ? "$(" + name + ")" : value;
        }

        private @Nullable String found(@Nullable String value, boolean optional, String key, String kind, String name)
                throws ContainerConfigException {
            if (value == null && !optional) {
                throw new ContainerConfigException("couldn't find key " + key + " in " + kind + " "
                        + pod.metadata().namespace() + "/" + name);
            }
            return value;
        }

        private @Nullable String fromFile(FileKeySelector from) throws ContainerConfigException {
            Path volume = volumes.apply(from.volumeName())
                    .orElseThrow(() -> new ContainerConfigException("cannot find the volume "
                            + GoQuote.quote(from.volumeName()) + " referenced by FileKeyRef"));
            String value = EnvironmentFile.read(volume, from.path(), from.key());
            if (value.isEmpty()) {
                if (Boolean.TRUE.equals(from.optional())) {
                    return null;
                }
                throw new ContainerConfigException(
                        "environment variable key " + GoQuote.quote(from.key()) + " not found in file "
                                + GoQuote.quote(volume.resolve(from.path()).toString()));
            }
            return value;
        }

        private @Nullable ConfigMap configMap(String name, boolean optional)
                throws ReferenceException, InterruptedException {
            ConfigMap known = configMaps.get(name);
            if (known == null) {
                try {
                    known = references.configMap(pod.metadata().namespace(), name);
                } catch (ReferenceException e) {
                    if (optional && e.isNotFound()) {
                        return null;
                    }
                    throw e;
                }
                configMaps.put(name, known);
            }
            return known;
        }

        private @Nullable Secret secret(String name, boolean optional) throws ReferenceException, InterruptedException {
            Secret known = secrets.get(name);
            if (known == null) {
                try {
                    known = references.secret(pod.metadata().namespace(), name);
                } catch (ReferenceException e) {
                    if (optional && e.isNotFound()) {
                        return null;
                    }
                    throw e;
                }
                secrets.put(name, known);
            }
            return known;
        }
    }
}
