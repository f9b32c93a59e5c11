package io.djong.kubelet.images.pull;

import io.djong.api.json.JsonException;
import io.djong.api.pods.ImageName;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.GoDuration;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.backoff.FailureBackoff;
import io.djong.kubelet.cri.AuthConfig;
import io.djong.kubelet.cri.Image;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.ImageService;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Sees to it that the image of a container is there, by its pull policy, and tells the events of that.
///
/// A pull that failed is tried again after a back-off, for each pod and image. Pulls are made a few
/// at a time; further ones wait. Safe for use by several threads. An image that is there and was
/// fetched with credentials is used only by pods that have them ([PulledImages]); others fetch it
/// again.
public final class ImagePuller {
    private static final Log LOG = Log.of(ImagePuller.class);

    private final Environment environment;
    private final PullMetrics metrics;
    private final ImageService images;
    private final PulledImages pulled;
    private final EventRecorder events;
    private final FailureBackoff backoff;
    private final PullRate rate;
    private final Semaphore slots;
    private final Map<String, String> lastErrors = new ConcurrentHashMap<>();

    /// @param pulled remembers whose credentials fetched what
    public ImagePuller(
            Environment environment,
            ImageService images,
            PulledImages pulled,
            EventRecorder events,
            PullSettings settings,
            MetricRegistry registry) {
        this.environment = environment;
        this.metrics = new PullMetrics(registry);
        this.images = images;
        this.pulled = pulled;
        this.events = events;
        this.backoff = new FailureBackoff(settings.backoff(), settings.backoffMax());
        this.rate = new PullRate(environment.ticker(), settings.pullsPerSecond(), settings.burst());
        this.slots = new Semaphore(settings.parallelPullsMax(), true);
    }

    /// What is wanted.
    ///
    /// @param about the container, for events
    /// @param image as the pod calls it
    /// @param policy `Always`, `IfNotPresent` or `Never`
    /// @param secrets with credentials that may fit
    /// @param sandbox of the pod
    public record Wanted(
            Pod pod,
            ObjectReference about,
            String image,
            String policy,
            List<Secret> secrets,
            PodSandboxConfig sandbox) {
        public Wanted {
            secrets = List.copyOf(secrets);
        }
    }

    /// Makes sure that an image is there.
    ///
    /// @return what the runtime calls it, for the container's configuration
    /// @throws PullException when the container has to wait
    public String ensure(Wanted wanted) throws PullException, InterruptedException {
        var name = ImageName.parse(wanted.image());
        if (name == null) {
            throw refused(
                    wanted,
                    "InvalidImageName",
                    "InspectFailed",
                    "Failed to apply default image tag \"" + wanted.image() + "\": couldn't parse image name \""
                            + wanted.image() + "\": " + NoImageName.why(wanted.image()));
        }
        var tagged = name.digest().isEmpty() && !wanted.image().endsWith(":" + name.tag())
                ? wanted.image() + ":" + name.tag()
                : wanted.image();
        var spec = ImageSpec.EMPTY
                .withImage(tagged)
                .withAnnotations(wanted.pod().metadata().annotations());
        if (!wanted.policy().equals("Always")) {
            var usable = usable(wanted, spec, name.repository());
            if (usable != null) {
                events.record(
                        wanted.about(),
                        "Normal",
                        "Pulled",
                        "Container image \"" + wanted.image()
                                + "\" already present on machine and can be accessed by the pod");
                return usable.id();
            }
            if (wanted.policy().equals("Never")) {
                throw refused(
                        wanted,
                        "ErrImageNeverPull",
                        "ErrImageNeverPull",
                        "Container image \"" + wanted.image() + "\" is not present with pull policy of Never");
            }
        }
        refuseInBackoff(wanted);
        return pull(wanted, spec, name.repository());
    }

    /// Forgets the failures of a pod that is gone.
    public void forget(String podUid) {
        backoff.forget(key -> key.startsWith(podUid + "_"));
        lastErrors.keySet().removeIf(key -> key.startsWith(podUid + "_"));
    }

    /// The image, when it is there and the pod may use it.
    private @Nullable Image usable(Wanted wanted, ImageSpec spec, String repository)
            throws PullException, InterruptedException {
        var present = inspect(wanted, spec);
        if (present == null) {
            return null;
        }
        try {
            var credentials = Keyring.of(wanted.secrets()).lookup(repository);
            return pulled.mayUse(spec.image(), present.id(), repository, credentials) ? present : null;
        } catch (IOException | JsonException e) {
            LOG.error("Whether a pod may use an image is not known: it is fetched", e, LogKey.IMAGE.is(spec.image()));
            return null;
        }
    }

    private @Nullable Image inspect(Wanted wanted, ImageSpec spec) throws PullException, InterruptedException {
        try {
            return images.image(spec).orElse(null);
        } catch (RpcException e) {
            throw refused(
                    wanted,
                    "ImageInspectError",
                    "InspectFailed",
                    // Upstream's words: the name is not in them.
                    "Failed to inspect image \"\": " + e.getMessage());
        }
    }

    private void refuseInBackoff(Wanted wanted) throws PullException {
        var key = key(wanted);
        var left = backoff.leftSinceFailure(key, environment.clock().instant());
        if (left.isZero()) {
            return;
        }
        var message = "Back-off pulling image \"" + wanted.image() + "\"";
        events.record(wanted.about(), "Normal", "BackOff", message);
        var cause = lastErrors.get(key);
        throw new PullException("ImagePullBackOff", cause == null ? message : message + ": " + cause, left);
    }

    private String pull(Wanted wanted, ImageSpec spec, String repository) throws PullException, InterruptedException {
        events.record(wanted.about(), "Normal", "Pulling", "Pulling image \"" + wanted.image() + "\"");
        long start = environment.ticker().nanos();
        try {
            slots.acquire();
            try {
                long begun = environment.ticker().nanos();
                var id = fetch(wanted, spec, repository);
                var alone = since(begun);
                var size = images.image(ImageSpec.EMPTY.withImage(id))
                        .map(Image::size)
                        .orElse(0L);
                events.record(
                        wanted.about(),
                        "Normal",
                        "Pulled",
                        "Successfully pulled image \"" + wanted.image() + "\" in " + alone + " (" + since(start)
                                + " including waiting). Image size: " + Long.toUnsignedString(size) + " bytes.");
                metrics.pulled(size, Duration.ofNanos(environment.ticker().nanos() - start));
                lastErrors.remove(key(wanted));
                return id;
            } finally {
                slots.release();
            }
        } catch (RpcException | RefusedPull e) {
            throw failed(wanted, e instanceof RpcException rpc ? rpc.getMessage() : e.getMessage());
        }
    }

    /// A pull that did not come as far as the runtime.
    private static final class RefusedPull extends Exception {
        private static final long serialVersionUID = 1;

        RefusedPull(String message) {
            super(message);
        }
    }

    private String fetch(Wanted wanted, ImageSpec spec, String repository)
            throws RpcException, RefusedPull, InterruptedException {
        List<Credentials> credentials;
        try {
            credentials = Keyring.of(wanted.secrets()).lookup(repository);
        } catch (JsonException e) {
            throw new RefusedPull(String.valueOf(e.getMessage()));
        }
        if (!rate.tryTake()) {
            throw new RefusedPull("pull QPS exceeded");
        }
        begun(spec.image());
        boolean succeeded = false;
        try {
            var id = fetch(wanted, spec, repository, credentials);
            succeeded = true;
            return id;
        } finally {
            if (!succeeded) {
                failed(spec.image());
            }
        }
    }

    private void begun(String image) throws RefusedPull {
        try {
            pulled.begun(image);
        } catch (IOException e) {
            throw new RefusedPull("failed to record image pull intent for image \"" + image + "\": " + e.getMessage());
        }
    }

    private void failed(String image) {
        try {
            pulled.failed(image);
        } catch (IOException e) {
            LOG.error("Failed to remove the record of an image pull intent", e, LogKey.IMAGE.is(image));
        }
    }

    private String fetchAs(Wanted wanted, ImageSpec spec, String repository, @Nullable Credentials credentials)
            throws RpcException, RefusedPull, InterruptedException {
        var auth = credentials == null
                ? null
                : AuthConfig.EMPTY
                        .withUsername(credentials.username())
                        .withPassword(credentials.password())
                        .withIdentityToken(credentials.identityToken());
        var id = images.pull(spec, auth, wanted.sandbox());
        try {
            pulled.succeeded(
                    spec.image(),
                    id,
                    repository,
                    credentials,
                    environment.clock().instant());
        } catch (IOException e) {
            throw new RefusedPull("failed to record the image as pulled: " + e.getMessage());
        }
        return id;
    }

    private String fetch(Wanted wanted, ImageSpec spec, String repository, List<Credentials> credentials)
            throws RpcException, RefusedPull, InterruptedException {
        if (credentials.isEmpty()) {
            return fetchAs(wanted, spec, repository, null);
        }
        var errors = new LinkedHashSet<String>();
        for (Credentials each : credentials) {
            try {
                return fetchAs(wanted, spec, repository, each);
            } catch (RpcException e) {
                if (credentials.size() == 1) {
                    throw e;
                }
                errors.add(String.valueOf(e.getMessage()));
            }
        }
        var all = new ArrayList<>(errors);
        throw new RefusedPull(all.size() == 1 ? all.getFirst() : "[" + String.join(", ", all) + "]");
    }

    private PullException failed(Wanted wanted, @Nullable String error) {
        var text = String.valueOf(error);
        events.record(wanted.about(), "Warning", "Failed", "Failed to pull image \"" + wanted.image() + "\": " + text);
        var now = environment.clock().instant();
        backoff.failed(key(wanted), now, now);
        var reason = "ErrImagePull";
        var message = text;
        for (String known : List.of("RegistryUnavailable", "SignatureValidationFailed")) {
            if (text.startsWith(known)) {
                reason = known;
                message = "image pull failed for " + wanted.image() + " because the "
                        + (known.equals("RegistryUnavailable")
                                ? "registry is unavailable"
                                : "signature validation failed")
                        + text.substring(known.length());
            }
        }
        lastErrors.put(key(wanted), reason + ": " + message);
        return new PullException(reason, message, backoff.delay(key(wanted)));
    }

    private PullException refused(Wanted wanted, String reason, String event, String message) {
        events.record(wanted.about(), "Warning", event, message);
        return new PullException(reason, message, null);
    }

    private String since(long nanos) {
        var duration = Duration.ofNanos(environment.ticker().nanos() - nanos);
        return GoDuration.format(duration.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String key(Wanted wanted) {
        return wanted.pod().metadata().uid() + "_" + wanted.image();
    }
}
