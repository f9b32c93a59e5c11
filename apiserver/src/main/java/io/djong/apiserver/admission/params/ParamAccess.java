package io.djong.apiserver.admission.params;

import io.djong.api.codec.SameShape;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.Types;
import io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1;
import io.djong.api.types.admissionregistration.v1.ParamKind;
import io.djong.api.types.admissionregistration.v1.ParamRef;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1beta1.AdmissionRegistrationV1Beta1;
import io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicyBinding;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.core.Caches;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the authorizer whether a writer may read the parameters of a policy or a binding.
public final class ParamAccess implements AdmissionPlugin {
    private static final String ANY = "*";

    private final Caches caches;
    private final Authorizer authorizer;

    /// @param caches to find the policies of bindings in
    /// @param authorizer of the server
    public ParamAccess(Caches caches, Authorizer authorizer) {
        this.caches = caches;
        this.authorizer = authorizer;
    }

    /// The parameters of a binding, and the policy that says of which kind they are.
    private record Named(String policy, @Nullable ParamRef ref) {}

    @Override
    public String name() {
        return "PolicyParamAccess";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        var written = request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE;
        return written
                && request.subresource().isEmpty()
                && request.resource().group().equals(AdmissionRegistrationV1.VALIDATING_ADMISSION_POLICIES.group())
                && !request.context().user().groups().contains(User.MASTERS_GROUP);
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        var object = request.object();
        var old = request.old();
        var kind = kind(object);
        if (kind != null && !kind.equals(kind(old))) {
            check(request, kind);
        }
        var named = named(object);
        if (named != null && named.ref() != null && !named.equals(named(old))) {
            check(request, named, named.ref());
        }
    }

    private static @Nullable ParamKind kind(@Nullable KubeObject object) {
        return switch (object) {
            case ValidatingAdmissionPolicy policy -> policy.spec().paramKind();
            case MutatingAdmissionPolicy policy -> v1(policy).spec().paramKind();
            case null, default -> null;
        };
    }

    private static @Nullable Named named(@Nullable KubeObject object) {
        return switch (object) {
            case ValidatingAdmissionPolicyBinding binding ->
                new Named(binding.spec().policyName(), binding.spec().paramRef());
            case MutatingAdmissionPolicyBinding binding ->
                new Named(binding.spec().policyName(), v1(binding).spec().paramRef());
            case null, default -> null;
        };
    }

    private static io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy v1(
            MutatingAdmissionPolicy policy) {
        return SameShape.convert(
                policy,
                MutatingAdmissionPolicy.TYPE,
                io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy.TYPE);
    }

    private static io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding v1(
            MutatingAdmissionPolicyBinding binding) {
        return SameShape.convert(
                binding,
                MutatingAdmissionPolicyBinding.TYPE,
                io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding.TYPE);
    }

    private void check(AdmissionRequest request, ParamKind kind) throws ApiException {
        var resource = resource(kind);
        if (!may(request, "get", kind, resource, ANY, ANY)) {
            throw refused(
                    request,
                    "spec.paramKind",
                    "user " + shown(request) + " must have \"get\" permission on all objects of the referenced"
                            + " paramKind (kind=" + kind.kind() + ", apiVersion=" + kind.apiVersion() + ")");
        }
    }

    private void check(AdmissionRequest request, Named named, ParamRef ref) throws ApiException {
        boolean mutating = request.object() instanceof MutatingAdmissionPolicyBinding;
        var policy = mutating
                ? find(AdmissionRegistrationV1Beta1.MUTATING_ADMISSION_POLICIES, named.policy())
                : find(AdmissionRegistrationV1.VALIDATING_ADMISSION_POLICIES, named.policy());
        var kind = kind(policy);
        var resource = kind == null ? null : resource(kind);
        String verb = ref.name().isEmpty() ? "list" : "get";
        if (may(request, verb, kind, resource, ref.namespace(), ref.name())) {
            return;
        }
        String all = " to determine minimum required permissions and user " + shown(request) + " does not have \""
                + verb + "\" permission for all groups, versions and resources";
        String why;
        if (policy == null) {
            why = "unable to get policy " + named.policy() + all;
        } else if (kind != null && resource == null) {
            why = "unable to resolve paramKind &{" + kind.apiVersion() + " " + kind.kind() + "}" + all;
        } else {
            // Upstream has verb and user in each other's place for one of the two kinds.
            why = "user " + (mutating ? verb : shown(request)) + " does not have \""
                    + (mutating ? shown(request) : verb) + "\" permission on the object referenced by paramRef";
        }
        throw refused(request, "spec.paramRef", why);
    }

    private <T extends KubeObject> @Nullable KubeObject find(Resource<T> resource, String name) {
        var cache = caches.find(resource);
        var entry = cache == null ? null : cache.get(name);
        return entry == null ? null : entry.object();
    }

    /// The resource of a kind; null when it is not known here.
    private static @Nullable Resource<?> resource(ParamKind kind) {
        for (var resource : Types.resources(kind.apiVersion())) {
            if (resource.kind().equals(kind.kind())) {
                return resource;
            }
        }
        return null;
    }

    private boolean may(
            AdmissionRequest request,
            String verb,
            @Nullable ParamKind kind,
            @Nullable Resource<?> resource,
            String namespace,
            String name) {
        String version = kind == null ? ANY : kind.apiVersion();
        int slash = version.indexOf('/');
        String group = kind == null ? ANY : slash < 0 ? "" : version.substring(0, slash);
        var wanted = Attributes.resource(
                request.context().user(),
                verb,
                group,
                version.substring(slash + 1),
                resource == null ? ANY : resource.plural(),
                "",
                namespace,
                name);
        return authorizer.authorize(wanted) instanceof Decision.Allow;
    }

    /// As upstream prints its structure.
    private static String shown(AdmissionRequest request) {
        var user = request.context().user();
        var extra = new StringBuilder("map[");
        user.extra().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> extra.append(extra.length() > 4 ? " " : "")
                        .append(entry.getKey())
                        .append(":[")
                        .append(String.join(" ", entry.getValue()))
                        .append(']'));
        return "&{" + user.name() + " " + user.uid() + " [" + String.join(" ", user.groups()) + "] " + extra + "]}";
    }

    private static ApiException refused(AdmissionRequest request, String field, String why) {
        var error = new FieldError(ErrorType.FORBIDDEN, field, null, why);
        return Failures.invalid(request.resource(), request.name(), List.of(error));
    }
}
