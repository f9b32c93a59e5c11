package io.djong.client.reconcile;

import io.djong.client.ApiException;

/// Brings the world closer to what one object asks for. The one way in which controllers, pod workers, proxy
/// sync and addons are written.
///
/// ## The contract of an implementation
/// - **Keys only.** A run is told *which* object to look at, not what happened. It reads the present state from
///   listers.
/// - **Level-triggered.** Events merge and may be missed; a run from the present state must always be enough.
///   The first event after a start is an addition of everything that exists.
/// - **Idempotent.** A run may come any number of times, also after a crash in the middle of the one before.
/// - **One at a time per key.** Runs of different keys overlap, on virtual threads; shared state needs a lock
///   (`ReentrantLock`, never a monitor).
/// - **Stale views are normal.** Listers lag behind writes. What must not be done twice (creating pods) is
///   guarded by expectations, by deterministic names, or by the server's preconditions.
/// - **Decide apart from doing.** `XPlan` is a pure function from a view to steps; the reconciler performs
///   them.
///
/// ## What the loop does with the outcome
/// | outcome | then |
/// |---|---|
/// | [Next#onChange()] | failures forgotten; the next event brings the key back |
/// | [Next#after] | failures forgotten; the key comes back after the time, or with an event |
/// | [Next#retry] | the key comes back after its back-off |
/// | [ApiException] | logged, counted; the key comes back after its back-off |
/// | an unchecked exception | a bug of ours: logged as an error with its stack, counted; as an
/// [ApiException] otherwise
/// |
/// | `InterruptedException` | the worker ends: the controller is stopping |
///
/// ## Example
/// ```java
/// final class GreetingReconciler implements Reconciler<ObjectKey> {
///     private final Lister<ConfigMap> maps;
///     private final ResourceClient<ConfigMap> client;
///
///     @Override
///     public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
///         ConfigMap map = maps.get(key);
///         if (map == null || map.data().containsKey("greeting")) return Next.onChange();
///         client.update(map.withData(with(map.data(), "greeting", "hello")));
///         return Next.onChange();   // the update comes back as an event; the run after it finds nothing to do
///     }
/// }
///
/// var controller = new Controller<>(ControllerOptions.of("greeting", 2), environment, metrics, reconciler);
/// informer.addHandler(controller.enqueueing(ConfigMap::key));
/// ```
@FunctionalInterface
public interface Reconciler<K> {
    /// Looks at one key and does what it needs.
    ///
    /// @throws ApiException something was refused or not reachable; the key is retried
    Next reconcile(K key) throws ApiException, InterruptedException;
}
