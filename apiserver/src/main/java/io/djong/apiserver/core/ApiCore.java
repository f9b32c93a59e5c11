package io.djong.apiserver.core;

import io.djong.api.meta.GroupResource;
import io.djong.api.meta.GroupVersionResource;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.admission.AdmissionChain;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.cache.CacheSpace;
import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.request.SentForm;
import io.djong.apiserver.request.Warnings;
import io.djong.apiserver.resource.ActionResource;
import io.djong.apiserver.resource.JointCreation;
import io.djong.apiserver.resource.Listing;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.watch.WatchPump;
import io.djong.base.time.Environment;
import io.djong.client.WriteOptions;
import io.djong.store.Store;
import io.djong.store.StoreException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every resource of this server, ready to be asked, by whoever has been authenticated.
public final class ApiCore {
    private final Environment environment;
    private final Store store;
    private final CacheSpace space;
    private final Authorizer authorizer;
    private final Map<GroupResource, ServedKind<?>> kinds = new LinkedHashMap<>();
    private final Map<GroupResource, ActionResource<?>> actions = new HashMap<>();
    private final Set<GroupVersionResource> served = new HashSet<>();

    /// @param caches of all `declarations`
    /// @param validation the rules as this server is configured
    /// @param authorizer asked for each call of the in-process client, and by HTTP
    /// @param actions resources that are only asked
    /// @param enablement which versions of all these are served
    public ApiCore(
            Environment environment,
            Store store,
            List<ResourceDeclaration<?>> declarations,
            Caches caches,
            AdmissionChain admission,
            Validation validation,
            Authorizer authorizer,
            List<ActionResource<?>> actions,
            ApiEnablement enablement) {
        this.environment = environment;
        this.store = store;
        this.authorizer = authorizer;
        this.space = new CacheSpace(environment, store, caches.all());
        for (var declaration : declarations) {
            kinds.put(declaration.resource().groupResource(), kind(declaration, caches, store, admission, validation));
            declaration.versions().stream()
                    .filter(version -> enablement.serves(version, declaration.serving()))
                    .forEach(version -> served.add(version.gvr()));
        }
        for (var action : actions) {
            if (enablement.serves(action.resource())) {
                this.actions.put(action.resource().groupResource(), action);
                served.add(action.resource().gvr());
            }
        }
    }

    private <T extends KubeObject> ServedKind<T> kind(
            ResourceDeclaration<T> declaration,
            Caches caches,
            Store store,
            AdmissionChain admission,
            Validation validation) {
        var cache = caches.of(declaration.resource());
        var objects = new ObjectStore<>(environment, declaration, cache, space, store, admission, validation);
        return new ServedKind<>(objects, new Listing<>(objects, store), new WatchPump<>(environment, cache, space));
    }

    /// Reads everything from the store; afterwards reads and writes are served.
    public void start() throws StoreException, InterruptedException {
        space.start();
    }

    /// Ends all watches, then stops following the store.
    public void stop() {
        kinds.values().forEach(kind -> kind.pump().stop());
        space.stop();
    }

    /// Clock, timers, threads, random of this server.
    public Environment environment() {
        return environment;
    }

    /// Who may do what.
    public Authorizer authorizer() {
        return authorizer;
    }

    /// The caches.
    public CacheSpace space() {
        return space;
    }

    /// All persisted resources.
    public List<ServedKind<?>> kinds() {
        return List.copyOf(kinds.values());
    }

    /// All resources that are only asked.
    public List<ActionResource<?>> actions() {
        return List.copyOf(actions.values());
    }

    /// Whether the resource is served in this version.
    public boolean serves(Resource<?> version) {
        return served.contains(version.gvr());
    }

    /// What serves a persisted resource, by its hub version's constant.
    ///
    /// @throws IllegalArgumentException if it is not persisted here
    @SuppressWarnings("unchecked") // put in under the resource of its type
    public <T extends KubeObject> ServedKind<T> kind(Resource<T> resource) {
        var kind = kinds.get(resource.groupResource());
        if (kind == null || !kind.declaration().resource().type().equals(resource.type())) {
            throw new IllegalArgumentException("not a persisted resource: " + resource);
        }
        return (ServedKind<T>) kind;
    }

    /// What answers a resource that is only asked; null when there is none.
    public @Nullable ActionResource<?> action(Resource<?> resource) {
        return actions.get(resource.groupResource());
    }

    /// Begins to create objects together, before anything is served.
    public JointCreation together(User user) {
        return new JointCreation(store, context(user, WriteOptions.NONE));
    }

    /// The context of a call on behalf of a user that does not come by HTTP.
    public OperationContext context(User user, WriteOptions options) {
        var named = options.fieldManager().isEmpty() ? options.withFieldManager(ComponentNames.of(user)) : options;
        return new OperationContext(
                user, named, environment.clock().instant(), new Warnings(), "", "", "", new SentForm(), "");
    }
}
