package io.djong.apiserver.admission.unhonoured;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.GroupResource;
import io.djong.api.meta.KubeObject;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells whoever writes something that nothing acts on. What an object used before it may go on using.
public final class UnhonouredAdmission implements AdmissionPlugin {
    private final Map<GroupResource, List<Unhonoured>> rows = new HashMap<>();

    /// @param table what is not acted on
    public UnhonouredAdmission(List<Unhonoured> table) {
        for (var row : table) {
            rows.computeIfAbsent(row.resource().groupResource(), none -> new ArrayList<>())
                    .add(row);
        }
    }

    @Override
    public String name() {
        return "Unhonoured";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        var written = request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE;
        return written
                && (request.subresource().isEmpty() || !below(request).isEmpty())
                && !request.context().user().equals(User.SERVER)
                && rows.containsKey(request.resource().groupResource());
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        var object = request.object();
        if (object == null) {
            return;
        }
        if (!request.subresource().isEmpty()) {
            below(request).forEach(row -> request.context().warnings().add(row.path() + ": " + row.why()));
            return;
        }
        var tree = tree(object);
        var before = request.old() == null ? null : tree(request.old());
        var errors = new ArrayList<FieldError>(0);
        for (var row : rows.getOrDefault(request.resource().groupResource(), List.of())) {
            if (row.path().isEmpty()) {
                if (before == null) {
                    request.context().warnings().add(object.kind() + ": " + row.why());
                }
                continue;
            }
            for (var path : newlyUsed(tree, before, row.path())) {
                if (row.answer() == Unhonoured.Answer.WARN) {
                    request.context().warnings().add(path + ": " + row.why());
                } else {
                    errors.add(new FieldError(ErrorType.FORBIDDEN, path, "", row.why()));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw Failures.invalid(request.resource(), object.metadata().name(), errors);
        }
    }

    /// The rows about the subresource that is written.
    private List<Unhonoured> below(AdmissionRequest request) {
        var path = "/" + request.subresource();
        return rows.getOrDefault(request.resource().groupResource(), List.of()).stream()
                .filter(row -> row.path().equals(path))
                .toList();
    }

    private static List<String> newlyUsed(JsonValue tree, @Nullable JsonValue before, String pattern) {
        var used = FieldUse.find(tree, pattern);
        if (before != null && !used.isEmpty() && !FieldUse.find(before, pattern).isEmpty()) {
            return List.of();
        }
        return used;
    }

    private static JsonValue tree(KubeObject object) {
        try {
            return (JsonObject) new JsonReader(Json.write(object)).tree();
        } catch (JsonException e) {
            throw new IllegalStateException("an object that was just written as JSON cannot be read", e);
        }
    }
}
