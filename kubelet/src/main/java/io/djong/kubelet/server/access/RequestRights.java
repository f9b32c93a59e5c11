package io.djong.kubelet.server.access;

import java.util.List;

/// What one must be allowed to do with `nodes/<subresource>` to make a request: any of the
/// subresources will do (upstream's fine-grained authorisation).
///
/// @param verb the API's, after the method
/// @param subresources the narrowest first
record RequestRights(String verb, List<String> subresources) {
    private static final String PROXY = "proxy";

    static RequestRights of(String method, String path) {
        var verb = switch (method) {
            case "POST" -> "create";
            case "GET" -> "get";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "";
        };
        return new RequestRights(verb, subresources(path));
    }

    private static List<String> subresources(String path) {
        var rest = path.startsWith("/") ? path.substring(1) : path;
        int slash = rest.indexOf('/');
        return switch (slash < 0 ? rest : rest.substring(0, slash)) {
            case "stats" -> List.of("stats");
            case "metrics" -> List.of("metrics");
            case "logs" -> List.of("log");
            case "checkpoint" -> List.of("checkpoint");
            case "statusz" -> List.of("statusz");
            case "flagz" -> List.of("configz");
            case "pods", "runningpods" -> List.of("pods", PROXY);
            case "healthz" -> List.of("healthz", PROXY);
            case "configz" -> List.of("configz", PROXY);
            default -> List.of(PROXY);
        };
    }
}
