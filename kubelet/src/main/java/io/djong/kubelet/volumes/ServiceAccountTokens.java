package io.djong.kubelet.volumes;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.authentication.v1.BoundObjectReference;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.authentication.v1.TokenRequestSpec;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tokens of service accounts, bound to pods. A token is asked for once and kept until four fifths of
/// its life, or a day, are over; then another is asked for, and while that fails the old one is used
/// as long as it is valid. When the clock was set back to before a token was issued, nobody accepts it
/// yet, and another is asked for at once.
///
/// Safe for any number of threads. Source: KEP-1205.
public final class ServiceAccountTokens {
    private static final Duration AGE_MAX = Duration.ofHours(24);
    private static final Duration JITTER_MAX = Duration.ofSeconds(10);

    private final Environment environment;
    private final KubeClient client;
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    private record Key(String podUid, String namespace, String account, String audience, long seconds) {}

    /// @param lifetime from the request to the expiry, as the server decided it
    private record Kept(String token, Instant expires, Duration lifetime) {}

    public ServiceAccountTokens(Environment environment, KubeClient client) {
        this.environment = environment;
        this.client = client;
    }

    /// A valid token for a pod.
    ///
    /// @param audience whom it is for; "" for the API server
    /// @param seconds how long it is wanted to be valid; null for the server's default
    String token(Pod pod, String audience, @Nullable Long seconds) throws SetupException, InterruptedException {
        var metadata = pod.metadata();
        String account = pod.spec().serviceAccountName();
        long wanted = seconds == null ? 0 : seconds;
        Key key = new Key(metadata.uid(), metadata.namespace(), account, audience, wanted);
        Kept known = kept.get(key);
        Instant now = environment.clock().instant();
        if (known != null && !isOld(known, now)) {
            return known.token();
        }
        try {
            TokenRequest answer = request(pod, audience, seconds);
            Instant expires = answer.status().expirationTimestamp();
            Kept fresh = new Kept(answer.status().token(), expires, Duration.between(now, expires));
            kept.put(key, fresh);
            return fresh.token();
        } catch (ApiException e) {
            if (known == null) {
                throw new SetupException("failed to fetch token: " + e.getMessage(), e);
            }
            if (now.isAfter(known.expires())) {
                throw new SetupException(
                        "token " + metadata.namespace() + "/" + account + " expired and refresh failed: "
                                + e.getMessage(),
                        e);
            }
            return known.token();
        }
    }

    private TokenRequest request(Pod pod, String audience, @Nullable Long seconds)
            throws ApiException, InterruptedException {
        var metadata = pod.metadata();
        var bound = new BoundObjectReference("Pod", "v1", metadata.name(), metadata.uid());
        var spec = new TokenRequestSpec(audience.isEmpty() ? List.of() : List.of(audience), seconds, bound);
        var key = new ObjectKey(metadata.namespace(), pod.spec().serviceAccountName());
        return client.of(CoreV1.SERVICE_ACCOUNTS)
                .createSubresource(key, "token", TokenRequest.EMPTY.withSpec(spec), TokenRequest.TYPE);
    }

    private boolean isOld(Kept known, Instant now) {
        Instant issued = known.expires().minus(known.lifetime());
        Instant since = now.plusNanos(environment.random().nextLong(JITTER_MAX.toNanos()));
        return issued.isAfter(now)
                || since.isAfter(issued.plus(AGE_MAX))
                || since.isAfter(known.expires().minus(known.lifetime().dividedBy(5)));
    }

    /// Keeps nothing of this pod any longer.
    void forget(String podUid) {
        kept.keySet().removeIf(key -> key.podUid().equals(podUid));
    }
}
