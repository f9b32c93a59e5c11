package io.djong.apigenerator;

import java.util.List;
import java.util.Map;

/// One schema file: a version of a group.
///
/// @param name such as `core/v1`
/// @param group as on the wire, "" for the core group
/// @param constants the class of the resource constants, such as `CoreV1`
/// @param openapi the prefix of type names in OpenAPI, such as `io.k8s.api.core.v1`
/// @param declarations by name, in the file's order
record SchemaPackage(
        String name,
        String group,
        String version,
        String constants,
        String openapi,
        Map<String, Declaration> declarations,
        List<ResourceLine> resources) {
    /// `io.djong.api.types.core.v1`.
    String javaPackage() {
        return "io.djong.api.types." + name.replace('/', '.');
    }

    /// `v1` or `apps/v1`.
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
