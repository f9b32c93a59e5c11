package io.djong.apiserver.admission.serviceaccount;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.validation.NameRule;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.client.ApiException;
import java.util.random.RandomGenerator;

/// Gives a pod the service account `default` if it names none, the account's pull secrets, and a volume
/// with a token.
public final class ServiceAccountAdmission implements AdmissionPlugin {
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final ResourceCache<ServiceAccount> accounts;
    private final TokenVolume volume;

    /// @param accounts as they are now
    /// @param random for the volume's name
    public ServiceAccountAdmission(ResourceCache<ServiceAccount> accounts, RandomGenerator random) {
        this.accounts = accounts;
        this.volume = new TokenVolume(random);
    }

    @Override
    public String name() {
        return "ServiceAccount";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(CoreV1.PODS);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) throws ApiException {
        var pod = (Pod) object;
        if (pod.metadata().annotations().containsKey(MIRROR)) {
            mirror(request, pod);
            return pod;
        }
        var name = pod.spec().serviceAccountName().isEmpty()
                ? "default"
                : pod.spec().serviceAccountName();
        var account = account(request, name);
        var named = pod.withSpec(pod.spec().withServiceAccountName(name).withServiceAccount(name));
        var mounted = automounts(account, pod) ? volume.mounted(named) : named;
        return mounted.spec().imagePullSecrets().isEmpty()
                ? mounted.withSpec(mounted.spec().withImagePullSecrets(account.imagePullSecrets()))
                : mounted;
    }

    private ServiceAccount account(AdmissionRequest request, String name) throws ApiException {
        var entry = accounts.get(request.namespace() + "/" + name);
        if (entry == null) {
            throw request.forbidden(
                    "error looking up service account " + request.namespace() + "/" + name + ": " + absence(name));
        }
        return entry.object();
    }

    /// Why there is none: upstream asks a client of its own, which refuses names that are no part of a path.
    private static String absence(String name) {
        var wrong = NameRule.pathSegment(name);
        return wrong.isEmpty()
                ? "serviceaccount " + GoQuote.quote(name) + " not found"
                : "invalid resource name " + GoQuote.quote(name) + ": [" + String.join(" ", wrong) + "]";
    }

    private static boolean automounts(ServiceAccount account, Pod pod) {
        var byPod = pod.spec().automountServiceAccountToken();
        if (byPod != null) {
            return byPod;
        }
        return account.automountServiceAccountToken() == null || account.automountServiceAccountToken();
    }

    /// A mirror of a pod that a kubelet has from a file must not use what only the API server could give
    /// it.
    private static void mirror(AdmissionRequest request, Pod pod) throws ApiException {
        if (!pod.spec().serviceAccountName().isEmpty()) {
            throw request.forbidden("a mirror pod may not reference service accounts");
        }
        for (var each : pod.spec().volumes()) {
            if (each.secret() != null) {
                throw request.forbidden("a mirror pod may not reference secrets");
            }
        }
    }
}
