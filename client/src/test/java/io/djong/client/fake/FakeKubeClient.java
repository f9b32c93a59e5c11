package io.djong.client.fake;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import io.djong.client.ResourceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A whole API server in one lock: no validation, defaults, admission or authorisation. Every
/// object of every resource has the next number as its resource version; watchers read one log.
public final class FakeKubeClient implements KubeClient {
    final Environment environment;
    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    private final Map<String, FakeResourceClient<?>> resources = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Resource<?>> served = new ArrayList<>();
    long revision = 100;
    private @Nullable Failure failure;

    /// Makes calls fail, for tests of what happens then.
    @FunctionalInterface
    public interface Failure {
        /// @param call such as `create pods default/a`
        void check(String call) throws ApiException;
    }

    public FakeKubeClient(Environment environment) {
        this.environment = environment;
    }

    @Override
    @SuppressWarnings("unchecked") // the map holds a client of T under a resource of T
    public <T extends KubeObject> FakeResourceClient<T> of(Resource<T> resource) {
        lock.lock();
        try {
            return (FakeResourceClient<T>)
                    resources.computeIfAbsent(resource.gvr().toString(), _ -> new FakeResourceClient<>(this, resource));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ResourceClient<PartialObjectMetadata> metadata(Resource<?> resource) {
        return metadataOf(resource);
    }

    private <T extends KubeObject> ResourceClient<PartialObjectMetadata> metadataOf(Resource<T> resource) {
        return new FakeMetadataClient<>(of(resource));
    }

    /// What discovery says is served; nothing else is asked for it.
    public void serve(Resource<?>... resources) {
        lock.lock();
        try {
            served.addAll(List.of(resources));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RawResponse raw(RawRequest request) throws ApiException {
        lock.lock();
        try {
            called("raw", request.path(), "", false);
            return FakeDiscovery.answer(request.path(), served);
        } finally {
            lock.unlock();
        }
    }

    /// Every call from now on is checked first; null for none.
    public void failOn(@Nullable Failure check) {
        lock.lock();
        try {
            failure = check;
        } finally {
            lock.unlock();
        }
    }

    /// The writes so far, such as `create pods default/a`, and forgets them.
    public List<String> takeCalls() {
        lock.lock();
        try {
            var result = List.copyOf(calls);
            calls.clear();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /// Watches can no longer begin before the present state.
    public void compact() {
        lock.lock();
        try {
            for (var resource : resources.values()) resource.compact();
        } finally {
            lock.unlock();
        }
    }

    /// Breaks every open watch.
    public void dropWatches() {
        lock.lock();
        try {
            for (var resource : resources.values()) resource.dropWatches();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void called(String verb, String plural, String key, boolean write) throws ApiException {
        String call = verb + " " + plural + " " + key;
        if (write) calls.add(call);
        if (failure != null) failure.check(call);
    }
}
