package io.djong.api.openapi;

import io.djong.api.json.JsonObject;
import java.util.List;

/// A path that is no group version and yet has a document of its own, such as `/apis/apps/` or `/version/`.
///
/// @param path as documents are asked for, without slashes at its ends: `apis/apps`, `version`
public record RootPath(String path) {
    private static final List<String> REQUIRED_OF_VERSION = List.of(
            "major",
            "minor",
            "gitVersion",
            "gitCommit",
            "gitTreeState",
            "buildDate",
            "goVersion",
            "compiler",
            "platform");
    private static final List<String> OPTIONAL_OF_VERSION =
            List.of("emulationMajor", "emulationMinor", "minCompatibilityMajor", "minCompatibilityMinor");

    /// The paths that every server has, besides its groups.
    public static final List<RootPath> ALL = List.of(
            new RootPath(".well-known/openid-configuration"),
            new RootPath("api"),
            new RootPath("apis"),
            new RootPath("openid/v1/jwks"),
            new RootPath("version"));

    /// The path of a group.
    public static RootPath group(String group) {
        return new RootPath("apis/" + group);
    }

    JsonObject node(Components components) {
        var get = new Node().put("get", operation(components)).done();
        return new Node().put("/" + path + "/", get).done();
    }

    private JsonObject operation(Components components) {
        return switch (path) {
            case ".well-known/openid-configuration" ->
                text(
                        "WellKnown",
                        "getServiceAccountIssuerOpenIDConfiguration",
                        "the service account issuer's OpenID configuration");
            case "openid/v1/jwks" ->
                text(
                        "openid",
                        "getServiceAccountIssuerOpenIDKeyset",
                        "the keys that service account tokens are verified with");
            case "version" -> version(components);
            case "api" ->
                document("core", "get available API versions", "getCoreAPIVersions", "meta/v1.APIVersions", components);
            case "apis" ->
                document("apis", "get available API versions", "getAPIVersions", "meta/v1.APIGroupList", components);
            default -> {
                String name = Operation.name(path.substring("apis/".length()));
                String tag = name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
                yield document(
                        tag, "get information of a group", "get" + name + "APIGroup", "meta/v1.APIGroup", components);
            }
        };
    }

    private static JsonObject document(String tag, String words, String id, String type, Components components) {
        return operation(tag, words, id, Operation.okOnly(components.ref(type)));
    }

    private static JsonObject text(String tag, String id, String words) {
        String media = id.endsWith("Keyset") ? "application/jwk-set+json" : "application/json";
        return operation(
                tag,
                "get " + words,
                id,
                Operation.responses(List.of("200"), Node.of("type", "string"), List.of(media)));
    }

    private static JsonObject version(Components components) {
        var properties = new Node();
        for (String name : REQUIRED_OF_VERSION) {
            properties.put(
                    name, new Node().put("type", "string").put("default", "").done());
        }
        for (String name : OPTIONAL_OF_VERSION) properties.put(name, Node.of("type", "string"));
        var info = new Node()
                .put("type", "object")
                .put("required", Node.strings(REQUIRED_OF_VERSION))
                .put("properties", properties.done())
                .done();
        var ref = components.named("io.k8s.apimachinery.pkg.version.Info", info, "What the server was built from.");
        return operation(
                "version",
                "get the version information for this server",
                "getCodeVersion",
                Operation.responses(List.of("200"), ref, List.of("application/json")));
    }

    private static JsonObject operation(String tag, String words, String id, JsonObject responses) {
        return new Node()
                .put("tags", Node.strings(List.of(tag)))
                .put("description", words)
                .put("operationId", id)
                .put("responses", responses)
                .done();
    }
}
