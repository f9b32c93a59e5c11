package io.djong.client.fake;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The objects of one resource.
public final class FakeResourceClient<T extends KubeObject> implements ResourceClient<T> {
    /// One change; `before` and `after` as the selectors of watches see them.
    record Change<T>(
            long revision, @Nullable T before, @Nullable T after) {}

    private record Page<T extends KubeObject>(ListMeta metadata, List<T> items) implements KubeList<T> {
        @Override
        public KubeType<?> kubeType() {
            throw new UnsupportedOperationException("a list of the fake");
        }
    }

    final FakeKubeClient server;
    private final Resource<T> resource;
    final Map<ObjectKey, T> objects = new TreeMap<>();
    final List<Change<T>> log = new ArrayList<>();
    final List<FakeWatch<T>> watches = new ArrayList<>();
    long compactedRevision;

    FakeResourceClient(FakeKubeClient server, Resource<T> resource) {
        this.server = server;
        this.resource = resource;
    }

    @Override
    public Resource<T> resource() {
        return resource;
    }

    @Override
    public T get(ObjectKey key) throws ApiException {
        server.lock.lock();
        try {
            server.called("get", resource.plural(), key.toString(), false);
            return find(key);
        } finally {
            server.lock.unlock();
        }
    }

    T find(ObjectKey key) throws ApiException {
        T object = objects.get(key);
        if (object == null) {
            throw Refusals.of(404, "NotFound", resource.plural() + " \"" + key.name() + "\" not found");
        }
        return object;
    }

    @Override
    public KubeList<T> list(ListQuery query) throws ApiException {
        server.lock.lock();
        try {
            server.called("list", resource.plural(), query.namespace(), false);
            Selection selection = Selection.of(query);
            List<T> items = new ArrayList<>();
            String next = "";
            for (var entry : objects.entrySet()) {
                if (entry.getKey().toString().compareTo(query.continueToken()) <= 0) continue;
                if (!selection.matches(entry.getValue())) continue;
                if (query.limit() > 0 && items.size() == query.limit()) {
                    next = ObjectKey.of(items.getLast()).toString();
                    break;
                }
                items.add(entry.getValue());
            }
            return new Page<>(
                    ListMeta.EMPTY
                            .withResourceVersion(Long.toString(server.revision))
                            .withContinue_(next),
                    items);
        } finally {
            server.lock.unlock();
        }
    }

    @Override
    public WatchStream<T> watch(ListQuery query) throws ApiException {
        server.lock.lock();
        try {
            server.called("watch", resource.plural(), query.namespace(), false);
            long from =
                    query.resourceVersion().isEmpty() || query.resourceVersion().equals("0")
                            ? server.revision
                            : Long.parseLong(query.resourceVersion());
            if (from < compactedRevision) throw Refusals.of(410, "Expired", "too old resource version: " + from);
            var watch = new FakeWatch<>(this, query, from);
            watches.add(watch);
            return watch;
        } finally {
            server.lock.unlock();
        }
    }

    @Override
    public T create(T object, WriteOptions options) throws ApiException {
        server.lock.lock();
        try {
            ObjectMeta metadata = object.metadata();
            String name = metadata.name().isEmpty() ? metadata.generateName() + randomSuffix() : metadata.name();
            var key = new ObjectKey(metadata.namespace(), name);
            server.called("create", resource.plural(), key.toString(), true);
            if (objects.containsKey(key)) {
                throw Refusals.of(409, "AlreadyExists", resource.plural() + " \"" + name + "\" already exists");
            }
            T created = with(
                    object,
                    metadata.withName(name)
                            .withUid("uid-" + (server.revision + 1))
                            .withGeneration(1)
                            .withCreationTimestamp(
                                    Times.toSeconds(server.environment.clock().instant())));
            return options.dryRun() ? created : store(key, created);
        } finally {
            server.lock.unlock();
        }
    }

    @Override
    public T update(T object, WriteOptions options) throws ApiException {
        server.lock.lock();
        try {
            ObjectKey key = ObjectKey.of(object);
            server.called("update", resource.plural(), key.toString(), true);
            T stored = find(key);
            checkVersion(object.metadata(), stored);
            JsonObject kept = tree(stored);
            JsonObject wanted = tree(object);
            JsonObject merged = withMember(wanted, "status", kept.get("status"));
            return options.dryRun() ? read(merged) : change(key, stored, merged);
        } finally {
            server.lock.unlock();
        }
    }

    @Override
    public T updateStatus(T object) throws ApiException {
        server.lock.lock();
        try {
            ObjectKey key = ObjectKey.of(object);
            server.called("updateStatus", resource.plural(), key.toString(), true);
            T stored = find(key);
            checkVersion(object.metadata(), stored);
            JsonObject merged = withMember(tree(stored), "status", tree(object).get("status"));
            T read = read(merged);
            // As upstream's status strategies of workloads: annotations may be written along.
            ObjectMeta metadata =
                    read.metadata().withAnnotations(object.metadata().annotations());
            return change(key, stored, tree(with(read, metadata)));
        } finally {
            server.lock.unlock();
        }
    }

    @Override
    public T patch(ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options)
            throws ApiException {
        server.lock.lock();
        try {
            server.called("patch", resource.plural(), key.toString(), true);
            T stored = find(key);
            JsonObject merged = FakePatch.apply(tree(stored), type, body);
            T read = read(merged);
            checkVersion(read.metadata(), stored);
            if (!read.metadata().uid().equals(stored.metadata().uid())) {
                throw Refusals.of(409, "Conflict", "Precondition failed: UID in precondition");
            }
            return options.dryRun() ? read : change(key, stored, merged);
        } finally {
            server.lock.unlock();
        }
    }

    @Override
    public void delete(ObjectKey key, DeleteOptions options) throws ApiException {
        server.lock.lock();
        try {
            server.called("delete", resource.plural(), key.toString(), true);
            T stored = find(key);
            var preconditions = options.preconditions();
            if (preconditions != null) {
                String uid = preconditions.uid();
                if (uid != null && !uid.equals(stored.metadata().uid())) {
                    throw Refusals.of(409, "Conflict", "Precondition failed: UID in precondition");
                }
            }
            FakeDeletion.delete(this, key, stored, options);
        } finally {
            server.lock.unlock();
        }
    }

    @Override
    public void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException {
        for (T object : list(query).items()) delete(ObjectKey.of(object), options);
    }

    @Override
    public <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type) {
        throw new UnsupportedOperationException(subresource);
    }

    @Override
    public <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType) throws ApiException {
        if (!(body instanceof Binding binding)) throw new UnsupportedOperationException(subresource);
        server.lock.lock();
        try {
            server.called("bind", resource.plural(), key.toString(), true);
            T stored = find(key);
            if (!(stored instanceof Pod pod)) throw new UnsupportedOperationException(subresource);
            if (!binding.metadata().uid().isEmpty()
                    && !binding.metadata().uid().equals(pod.metadata().uid())) {
                throw Refusals.of(409, "Conflict", "Precondition failed: UID in precondition");
            }
            if (!pod.spec().nodeName().isEmpty()) {
                throw Refusals.of(
                        409,
                        "Conflict",
                        "pod " + key.name() + " is already assigned to node \""
                                + pod.spec().nodeName() + "\"");
            }
            change(key, stored, tree(bound(pod, binding.target().name())));
            return resultType.empty();
        } finally {
            server.lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // what was a pod is one
    private T bound(Pod pod, String node) {
        List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
        conditions.removeIf(condition -> condition.type().equals("PodScheduled"));
        conditions.add(PodCondition.EMPTY
                .withType("PodScheduled")
                .withStatus("True")
                .withLastTransitionTime(
                        Times.toSeconds(server.environment.clock().instant())));
        return (T) pod.withSpec(pod.spec().withNodeName(node))
                .withStatus(pod.status().withConditions(conditions));
    }

    @Override
    @SuppressWarnings("unchecked") // finalize takes and answers the namespace itself
    public <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body) throws ApiException {
        if (!subresource.equals("finalize")) throw new UnsupportedOperationException(subresource);
        server.lock.lock();
        try {
            server.called("finalize", resource.plural(), key.toString(), true);
            T stored = find(key);
            T wanted = (T) body;
            checkVersion(wanted.metadata(), stored);
            T changed = store(
                    key, read(withMember(tree(stored), "spec", tree(wanted).get("spec"))));
            if (changed.metadata().deletionTimestamp() != null && !FakeDeletion.isHeld(changed)) remove(key, changed);
            return (S) changed;
        } finally {
            server.lock.unlock();
        }
    }

    void compact() {
        compactedRevision = server.revision;
        log.clear();
    }

    void dropWatches() {
        for (var watch : watches) watch.broken = true;
        watches.clear();
    }

    private void checkVersion(ObjectMeta sent, T stored) throws ApiException {
        String version = sent.resourceVersion();
        if (!version.isEmpty() && !version.equals(stored.metadata().resourceVersion())) {
            throw Refusals.of(409, "Conflict", "the object has been modified");
        }
    }

    private T change(ObjectKey key, T stored, JsonObject merged) throws ApiException {
        T read = read(merged);
        ObjectMeta before = stored.metadata();
        boolean specChanged = !withoutNoise(tree(stored)).equals(withoutNoise(merged));
        T changed = with(
                read,
                read.metadata()
                        .withUid(before.uid())
                        .withResourceVersion(before.resourceVersion())
                        .withCreationTimestamp(before.creationTimestamp())
                        .withDeletionTimestamp(before.deletionTimestamp())
                        .withGeneration(before.generation() + (specChanged ? 1 : 0)));
        if (changed.equals(stored)) return stored;
        if (before.deletionTimestamp() != null && !FakeDeletion.isHeld(changed)) {
            remove(key, stored);
            return changed;
        }
        return store(key, changed);
    }

    private static JsonObject withoutNoise(JsonObject tree) {
        return tree.without("metadata").without("status");
    }

    T store(ObjectKey key, T object) {
        server.revision++;
        T stored = with(object, object.metadata().withResourceVersion(Long.toString(server.revision)));
        T before = objects.put(key, stored);
        append(before, stored);
        return stored;
    }

    void remove(ObjectKey key, T stored) {
        server.revision++;
        objects.remove(key);
        append(with(stored, stored.metadata().withResourceVersion(Long.toString(server.revision))), null);
    }

    private void append(@Nullable T before, @Nullable T after) {
        log.add(new Change<>(server.revision, before, after));
        server.changed.signalAll();
    }

    private String randomSuffix() {
        return Integer.toString(server.environment.random().nextInt(36 * 36 * 36 * 36, 36 * 36 * 36 * 36 * 36), 36);
    }

    @SuppressWarnings("unchecked") // withMetadata answers an object of the same type
    T with(T object, ObjectMeta metadata) {
        return (T) object.withMetadata(metadata);
    }

    private static JsonObject withMember(JsonObject tree, String name, @Nullable JsonValue value) {
        return value == null ? tree.without(name) : tree.with(name, value);
    }

    JsonObject tree(T object) {
        try {
            return (JsonObject) JsonValue.parse(Json.write(object));
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    T read(JsonObject tree) throws ApiException {
        try {
            return Json.read(resource.type(), tree.toBytes());
        } catch (JsonException e) {
            throw Refusals.of(400, "BadRequest", String.valueOf(e.getMessage()));
        }
    }
}
