package io.djong.kubelet.references;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Informer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// ConfigMaps and Secrets of the pods registered here, each followed by a watch of its own for as long as a pod
/// names it. What is not registered, or not read yet, is asked for once.
///
/// Safe for any number of threads.
public final class WatchedReferences implements ReferencedObjects {
    private final Environment environment;
    private final KubeClient client;
    private final Consumer<String> changed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Watched<?>> watched = new HashMap<>();
    private final Map<String, List<Key>> byPod = new HashMap<>();

    private record Key(String plural, ObjectKey object) {}

    private record Watched<T extends KubeObject>(Informer<T> informer, SortedSet<String> podUids) {}

    /// @param changed told the uid of each pod that names an object that came, went or changed; must not block
    public WatchedReferences(Environment environment, KubeClient client, Consumer<String> changed) {
        this.environment = environment;
        this.client = client;
        this.changed = changed;
    }

    /// Follows what the pod names from now on, and nothing else that it named before. Called when a pod comes or
    /// changes.
    public void register(Pod pod) {
        String uid = pod.metadata().uid();
        String namespace = pod.metadata().namespace();
        PodReferences references = PodReferences.of(pod);
        List<Key> wanted = new ArrayList<>();
        lock.lock();
        try {
            for (String name : references.configMaps()) {
                wanted.add(follow(CoreV1.CONFIG_MAPS, new ObjectKey(namespace, name), uid));
            }
            for (String name : references.secrets()) {
                wanted.add(follow(CoreV1.SECRETS, new ObjectKey(namespace, name), uid));
            }
            List<Key> before = byPod.put(uid, List.copyOf(wanted));
            if (before != null) {
                before.stream().filter(key -> !wanted.contains(key)).forEach(key -> leave(key, uid));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Follows nothing more for this pod.
    public void unregister(String podUid) {
        lock.lock();
        try {
            List<Key> before = byPod.remove(podUid);
            if (before != null) {
                before.forEach(key -> leave(key, podUid));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends every watch.
    public void stop() {
        lock.lock();
        try {
            watched.values().forEach(w -> w.informer().stop());
            watched.clear();
            byPod.clear();
        } finally {
            lock.unlock();
        }
    }

    private <T extends KubeObject> Key follow(Resource<T> resource, ObjectKey object, String uid) {
        Key key = new Key(resource.plural(), object);
        Watched<?> known = watched.get(key);
        if (known == null) {
            ListQuery query = ListQuery.in(object.namespace()).withFieldSelector("metadata.name=" + object.name());
            Informer<T> informer =
                    new Informer<>(environment, client.of(resource), query, false, UnaryOperator.identity());
            informer.addHandler(new Changes<T>(key));
            informer.start();
            known = new Watched<>(informer, new TreeSet<>());
            watched.put(key, known);
        }
        known.podUids().add(uid);
        return key;
    }

    private void leave(Key key, String uid) {
        Watched<?> known = watched.get(key);
        if (known != null) {
            known.podUids().remove(uid);
            if (known.podUids().isEmpty()) {
                known.informer().stop();
                watched.remove(key);
            }
        }
    }

    private final class Changes<T extends KubeObject> implements Handler<T> {
        private final Key key;

        Changes(Key key) {
            this.key = key;
        }

        @Override
        public void added(T object, boolean initial) {
            if (!initial) {
                tell();
            }
        }

        @Override
        public void updated(T before, T after) {
            tell();
        }

        @Override
        public void deleted(T last) {
            tell();
        }

        private void tell() {
            List<String> uids;
            lock.lock();
            try {
                Watched<?> known = watched.get(key);
                uids = known == null ? List.of() : List.copyOf(known.podUids());
            } finally {
                lock.unlock();
            }
            uids.forEach(changed);
        }
    }

    @Override
    public ConfigMap configMap(String namespace, String name) throws ReferenceException, InterruptedException {
        return get(CoreV1.CONFIG_MAPS, "configmap", new ObjectKey(namespace, name));
    }

    @Override
    public Secret secret(String namespace, String name) throws ReferenceException, InterruptedException {
        return get(CoreV1.SECRETS, "secret", new ObjectKey(namespace, name));
    }

    private <T extends KubeObject> T get(Resource<T> resource, String singular, ObjectKey key)
            throws ReferenceException, InterruptedException {
        T known = known(resource, key);
        if (known != null) {
            return known;
        }
        try {
            return client.of(resource).get(key);
        } catch (ApiException e) {
            throw e.isNotFound()
                    ? new ReferenceException(singular + " " + GoQuote.quote(key.name()) + " not found", true, e)
                    : new ReferenceException(e.getMessage(), false, e);
        }
    }

    /// What the watch has; null when there is none, or when the watch says nothing yet or that there is none (then
    /// the server is asked: the object may be newer than the watch).
    @SuppressWarnings("unchecked") // the key's plural decides the type
    private <T extends KubeObject> @Nullable T known(Resource<T> resource, ObjectKey key) {
        lock.lock();
        try {
            Watched<?> found = watched.get(new Key(resource.plural(), key));
            return found == null
                    ? null
                    : ((Informer<T>) found.informer()).lister().get(key);
        } finally {
            lock.unlock();
        }
    }
}
